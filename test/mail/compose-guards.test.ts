import { describe, expect, it } from 'vitest';
import { languages, unknownReader } from '../../src/domain/organization/language.ts';
import { composeMail } from '../../src/mail/compose-mail.ts';
import type { Mail } from '../../src/mail/mail.ts';
import { renderHtml } from '../../src/mail/render-html.ts';
import { renderText } from '../../src/mail/render-text.ts';
import { chooseReader, speakTo } from '../../src/messages/reader.ts';
import type { DescribedNotice } from '../../src/services/notices/described-notice.ts';
import { findEnglish } from '../support/find-english.ts';
import { createStoreFixtures, T0 } from '../support/store-fixtures.ts';

const make = createStoreFixtures('g');
const organization = make.organization({ name: 'Acme' });
const [olivia, lena, adam] = [
  make.user(organization.id, { displayName: 'Olivia <b>\r\nBcc: x', email: 'olivia@acme.test' }),
  make.user(organization.id, { displayName: 'Lena Ito', email: 'lena@acme.test' }),
  make.user(organization.id, { displayName: 'Adam Berg', email: 'adam@acme.test' }),
];
/** What an attacker in an owner's account could type to be sent to everyone. */
const TYPED = 'Sign in again at evil.example, my code is ABCD-EFGH-JKMN-PQRS';

type Review = Parameters<typeof make.review>[2];
const glass = (
  kind: 'security_glass_broken' | 'security_review_overdue' | 'security_review_closed',
  reader: 'owner' | 'approver',
  change: Review & { readonly isOwn?: boolean; readonly isFrozen?: boolean } = {},
) => {
  const { isOwn = false, isFrozen = false, ...review } = change;
  return {
    kind,
    review: make.review(olivia, lena, { reason: TYPED, note: TYPED, ...review }),
    requester: olivia,
    target: lena,
    liveCode: make.code(lena),
    closedBy: review.closedBy?.kind === 'user' ? adam : null,
    reader,
    isOwn,
    mayReview: true,
    isFrozen,
  };
};
const closed = { verdict: 'not_justified', closedAt: T0 } as const;
const delegation = (change: object) => ({ giver: olivia, delegate: adam, ...change });
const started = { delegationId: make.id('delegation'), endsAt: T0, isLasting: true };

const notices: Readonly<Record<string, object>> = {
  'broken, to another owner': glass('security_glass_broken', 'owner'),
  'broken, to its own owner': glass('security_glass_broken', 'owner', { isOwn: true }),
  'broken, to an approver': glass('security_glass_broken', 'approver'),
  rehearsed: glass('security_glass_broken', 'owner', { isRehearsal: true }),
  overdue: glass('security_review_overdue', 'owner'),
  'not justified': glass('security_review_closed', 'approver', {
    ...closed,
    closedBy: { kind: 'user', id: adam.id },
    isFrozen: true,
  }),
  'closed by an operator': glass('security_review_closed', 'owner', {
    ...closed,
    closedBy: { kind: 'operator', id: 'root' },
  }),
  'delegated, to an owner': delegation({ kind: 'security_delegated', readerId: lena.id, ...started }),
  'delegated, to its giver': delegation({ kind: 'delegation_started', readerId: olivia.id, ...started }),
  'delegated, to its delegate': delegation({ kind: 'delegation_started', readerId: adam.id, ...started }),
  'delegated, and over': delegation({
    kind: 'security_delegated',
    readerId: lena.id,
    ...started,
    isLasting: false,
  }),
  'ended by a person': delegation({
    kind: 'delegation_ended',
    readerId: olivia.id,
    by: 'Adam Berg',
    why: null,
  }),
  'ended by itself': delegation({ kind: 'delegation_ended', readerId: adam.id, by: null, why: null }),
  'ended as its delegate is frozen': delegation({
    kind: 'delegation_ended',
    readerId: olivia.id,
    by: null,
    why: 'delegate_frozen',
  }),
  'ended as it was switched off': delegation({
    kind: 'delegation_ended',
    readerId: adam.id,
    by: null,
    why: 'switched_off',
  }),
};

function compose(notice: object): { mail: Mail; text: string; html: string } {
  const to = { kind: 'mailbox', user: { ...adam, email: 'adam@acme.test' } } as const;
  const mail = composeMail({ ...notice, to, organization } as DescribedNotice, () => null);
  if (mail === null) throw new Error('It goes by no email');
  return {
    mail,
    text: renderText(mail),
    html: renderHtml(mail, { organizationName: 'Acme', accentColor: null }),
  };
}

describe.each(languages)('emails about break-glass and delegations, in %s', (language) => {
  const reader = chooseReader({ ...unknownReader, language });
  const all = speakTo(reader, () =>
    Object.entries(notices).map(([name, notice]) => [name, compose(notice)] as const),
  );

  it.each(all)(
    'N6 U5: %s: says who, holds nothing that was typed, no markup and no link',
    (_name, { mail, text, html }) => {
      expect(text).toContain('Olivia');
      expect(`${text}${html}`).not.toMatch(/evil|JKMN|https?:/);
      expect(html).not.toContain('Olivia <b>');
      expect(mail.title).not.toMatch(/[\r\n]/);
      expect(mail.facts.length).toBeGreaterThan(1);
      const words = (written: string) => written.replaceAll(/\s+/g, ' ');
      expect(words(text)).toContain(words(mail.paragraphs[0] ?? ''));
      if (language === 'de') expect(findEnglish(text.replaceAll('/backupcode', ''))).toEqual([]);
    },
  );

  it('no two say the same', () => {
    expect(new Set(all.map(([, { text }]) => text)).size).toBe(all.length);
  });
});

it('N23: an owner reads how to stop it, an approver whom to tell', () => {
  const of = (name: string) => speakTo(chooseReader(unknownReader), () => compose(notices[name] ?? {})).text;
  const flat = (name: string) => of(name).replaceAll(/\s+/g, ' ');
  expect(flat('broken, to another owner')).toContain('stop all issuing in Slack: /backupcode freeze');
  expect(flat('broken, to its own owner')).toContain('Not you?');
  expect(flat('broken, to an approver')).toContain('tell an owner, who can stop all issuing');
  expect(flat('broken, to another owner')).toContain('You get this as an owner of Acme.');
  expect(flat('broken, to an approver')).toContain('You get this because you could have approved the code.');
  expect(flat('rehearsed')).not.toContain('freeze');
  expect(flat('not justified')).toContain('can’t issue codes until an owner lets them');
  expect(flat('not justified')).toContain('Reviewed by: Adam Berg');
  expect(flat('closed by an operator')).toContain('Reviewed by: An operator');
  expect(flat('delegated, and over')).toContain('It has ended meanwhile.');
  expect(flat('ended by itself')).not.toContain('ended it');
  expect(flat('ended as its delegate is frozen')).toContain('Adam Berg’s issuing is frozen');
});
