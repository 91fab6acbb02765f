import { say } from '../../messages/say.ts';
import { writeTime } from '../../messages/written.ts';
import type { DelegationNotice } from '../../services/notices/describe-delegation.ts';
import type { DescribedNotice } from '../../services/notices/described-notice.ts';
import type { Mail } from '../mail.ts';
import { accountOf, nameOf, plain } from '../words.ts';
import { footerOf } from './target.ts';

/** To owners, and to the two people: a delegation begins or ends. They act in Slack. */
export function composeDelegation(
  notice: Extract<DescribedNotice, { kind: DelegationNotice['kind'] }>,
): Mail {
  const { giver, delegate, readerId } = notice;
  const organization = plain(notice.organization.name);
  const people = { giver: nameOf(giver), name: nameOf(delegate) };
  const isGuard = notice.kind === 'security_delegated';
  const reader = isGuard ? 'guard' : readerId === giver.id ? 'giver' : 'delegate';
  return {
    title:
      notice.kind === 'delegation_ended'
        ? say('mail.delegation_ended', { ...people, reader })
        : say('mail.delegated', { ...people, reader }),
    facts: [
      { label: say('mail.fact.giver'), value: accountOf(giver) },
      { label: say('mail.fact.delegate'), value: accountOf(delegate) },
      ...(notice.kind === 'delegation_ended'
        ? []
        : [{ label: say('mail.fact.until'), value: writeTime(notice.endsAt) }]),
    ],
    paragraphs: notice.kind === 'delegation_ended' ? listEnding(notice, reader) : listStart(notice, reader),
    link: null,
    footer: footerOf(
      isGuard ? say('mail.why.owner', { organization }) : say('mail.why.delegation'),
      organization,
    ),
  };
}

type Ended = Extract<DelegationNotice, { kind: 'delegation_ended' }>;
type Started = Exclude<DelegationNotice, Ended>;

function listStart(
  { giver, delegate, isLasting }: Started,
  reader: 'guard' | 'giver' | 'delegate',
): string[] {
  const people = { giver: nameOf(giver), name: nameOf(delegate), reader };
  return [
    say('mail.delegated.body', people),
    isLasting ? say('mail.delegated.next', people) : say('mail.delegated.over'),
  ];
}

function listEnding({ giver, delegate, by, why }: Ended, reader: 'guard' | 'giver' | 'delegate'): string[] {
  const people = { giver: nameOf(giver), name: nameOf(delegate), reader };
  const reason = why ?? (by === null ? null : 'person');
  return [
    ...(reason === null
      ? []
      : [say('mail.delegation_ended.why', { ...people, by: plain(by ?? ''), why: reason })]),
    say('mail.delegation_ended.next', people),
  ];
}
