import { describe, expect, it } from 'vitest';
import { languages } from '../../../src/domain/organization/language.ts';
import { areBreakGlassWords, breakGlassWords } from '../../../src/domain/requests/break-glass.ts';
import type { IssueRequest } from '../../../src/domain/requests/issue-request.ts';
import {
  digestGlass,
  findGlass,
  isGlassBroken,
  isRehearsal,
  judgeBreakGlass,
} from '../../../src/domain/requests/judge-break-glass.ts';
import { defaultLocales, speakTo } from '../../../src/messages/reader.ts';
import { say } from '../../../src/messages/say.ts';
import { createStoreFixtures, T0 } from '../../support/store-fixtures.ts';
import { termsWith } from '../../support/terms.ts';

const make = createStoreFixtures('bg');
const organizationId = make.id('organization');
const olivia = make.user(organizationId, { role: 'owner' });
const target = make.user(organizationId, { role: 'admin' });
const plain = make.request(olivia, target, { terms: termsWith({ approval: true }) });

function broken(change: Partial<IssueRequest> = {}, isRehearsed = false): IssueRequest {
  const breakGlass = {
    by: olivia.id,
    reason: 'no one is awake',
    at: T0,
    isRehearsal: isRehearsed,
    actDigest: digestGlass(plain),
  };
  return { ...plain, state: 'approved', breakGlass, ...change };
}

describe('the words that confirm a break-glass', () => {
  it.each([
    ['break glass', true],
    ['  Break   Glass ', true],
    ['SCHEIBE EINSCHLAGEN', true],
    ['break the glass', false],
    ['breakglass', false],
    ['break glass!', false],
    ['', false],
    ['yes', false],
  ])('%j: %s', (text, expected) => {
    expect(areBreakGlassWords(text)).toBe(expected);
  });

  it.each(languages)('those that the form asks for in %s are taken', (language) => {
    const reader = { language, locale: defaultLocales[language], timeZone: 'UTC' };
    expect(breakGlassWords).toContain(speakTo(reader, () => say('slack.glass.words')));
  });
});

describe('N23: what a break-glass covers', () => {
  it('the request as it is, for its requester while they are an owner', () => {
    expect(findGlass(broken())).not.toBeNull();
    expect(isGlassBroken(broken(), olivia)).toBe(true);
    expect(isGlassBroken(broken(), { ...olivia, role: 'admin' })).toBe(false);
    expect(isGlassBroken(broken(), make.user(organizationId, { role: 'owner' }))).toBe(false);
    expect(findGlass(plain)).toBeNull();
  });

  it.each<[string, Partial<IssueRequest>]>([
    ['another reason', { reason: 'other' }],
    ['another ticket', { ticket: 'INC-2' }],
    ['another target', { targetId: olivia.id }],
    ['another lifetime', { lifetimeMinutes: 5 }],
    ['another start', { startsAt: T0 }],
    [
      'another verification',
      { verifications: [{ method: 'video', state: 'done', evidence: 'badge', by: olivia.id, at: T0 }] },
    ],
    ['a higher tier', { terms: { ...plain.terms, tier: 'executive' } }],
    ['more approvals', { terms: { ...plain.terms, approvalsRequired: 2 } }],
    ['more ways of verifying', { terms: { ...plain.terms, verificationsRequired: 3 } }],
    [
      'other approvers',
      { terms: { ...plain.terms, approvers: { roles: ['owner'], groups: [], manager: false } } },
    ],
    [
      'other fallback approvers',
      { terms: { ...plain.terms, fallbackApprovers: { roles: ['owner'], groups: [], manager: true } } },
    ],
  ])('not %s: then it is void', (_what, change) => {
    expect(findGlass(broken(change))).toBeNull();
  });

  it('nothing that has its approvals: then they count, and no one reads of a break-glass', () => {
    const request = broken({ terms: { ...plain.terms, approvalsRequired: 0 } });
    expect(
      findGlass({
        ...request,
        breakGlass: { ...request.breakGlass, actDigest: digestGlass(request) } as never,
      }),
    ).toBeNull();
  });

  it('a rehearsal stays one, even when it is void', () => {
    expect(isRehearsal(broken({}, true))).toBe(true);
    expect(isRehearsal(broken({ reason: 'changed' }, true))).toBe(true);
    expect(isRehearsal(plain)).toBe(false);
  });
});

describe('who may break the glass', () => {
  const other = make.request(olivia, target);
  const open = make.review(olivia, target, { requestId: other.id });
  const codesFor = (change: Partial<Parameters<typeof judgeBreakGlass>[0]>) =>
    judgeBreakGlass({ requester: olivia, request: plain, isRehearsal: false, reviews: [], ...change })
      .map(({ code }) => code)
      .join();

  it.each<[string, Partial<Parameters<typeof judgeBreakGlass>[0]>, string]>([
    ['an owner', {}, ''],
    ['an admin', { requester: { ...olivia, role: 'admin' } }, 'glass_owners_only'],
    ['the help desk', { requester: { ...olivia, role: 'helpdesk' } }, 'glass_owners_only'],
    [
      'no approval needed',
      { request: { ...plain, terms: termsWith({ approval: false }) } },
      'approval_not_needed',
    ],
    ['one is open', { reviews: [open] }, 'glass_review_open'],
    ['one of a rehearsal is open', { reviews: [{ ...open, isRehearsal: true }] }, ''],
    ['one of this very request is open', { reviews: [{ ...open, requestId: plain.id }] }, ''],
    ['one of another owner is open', { reviews: [{ ...open, requesterId: target.id }] }, ''],
    ['rehearsed: one is open', { reviews: [open], isRehearsal: true }, ''],
    [
      'rehearsed: one of a rehearsal is open',
      { reviews: [{ ...open, isRehearsal: true }], isRehearsal: true },
      'glass_review_open',
    ],
    ['it was rehearsed', { request: broken({}, true) }, 'glass_rehearsed'],
    ['it was rehearsed, and is again', { request: broken({}, true), isRehearsal: true }, ''],
  ])('%s: %s', (_what, change, expected) => {
    expect(codesFor(change)).toBe(expected);
  });
});
