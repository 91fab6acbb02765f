import { say } from '../../../messages/say.ts';
import type { DelegationNotice } from '../../../services/notices/describe-delegation.ts';
import type { DescribedNotice } from '../../../services/notices/described-notice.ts';
import { actions, context, type SlackMessage, section } from '../../blocks/message.ts';
import { escapeMrkdwn, formatTime } from '../../blocks/mrkdwn.ts';
import { nameOf } from '../../blocks/people.ts';
import { buildRecord } from '../../blocks/records.ts';
import { buildEndButton } from './section.ts';

type Told = Extract<DescribedNotice, { kind: DelegationNotice['kind'] }>;

/** To owners and the security channel, and to the two people. */
export function buildDelegationNotice(notice: Told): SlackMessage {
  const { giver, delegate, readerId } = notice;
  const people = { giver: nameOf(giver), name: nameOf(delegate) };
  const reader = readerId === giver.id ? 'giver' : readerId === delegate.id ? 'delegate' : 'guard';
  if (notice.kind === 'delegation_ended') {
    const by = notice.by === null ? '' : escapeMrkdwn(notice.by);
    return buildRecord(
      say('slack.delegate.over', {
        ...people,
        reader,
        by,
        why: notice.why ?? (notice.by === null ? 'none' : 'person'),
      }),
      say('slack.delegate.over.next', { ...people, reader }),
    );
  }
  const told = notice.kind === 'security_delegated' ? 'guard' : reader;
  const line = say('slack.delegate.started', { ...people, reader: told, until: formatTime(notice.endsAt) });
  return {
    text: line,
    blocks: [
      section(line),
      section(say('slack.delegate.started.facts', { ...people, reader: told })),
      ...(notice.isLasting ? [actions(buildEndButton(notice.delegationId))] : []),
      context(say('slack.delegate.started.next', { ...people, reader: told })),
    ],
  };
}
