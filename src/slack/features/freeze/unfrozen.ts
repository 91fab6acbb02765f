import { say } from '../../../messages/say.ts';
import type { Released } from '../../../services/organization/freeze/freeze-by-person.ts';
import type { UnfreezeResult } from '../../../services/organization/freeze/unfreeze-issuing.ts';
import type { SlackMessage } from '../../blocks/message.ts';
import { formatTime, formatTimeOfDay } from '../../blocks/mrkdwn.ts';
import { nameOf } from '../../blocks/people.ts';
import { buildRecord, buildRefusal } from '../../blocks/records.ts';

/** The answer to one of the two who unfreeze. */
export function buildUnfreezeAnswer(result: UnfreezeResult): SlackMessage {
  switch (result.kind) {
    case 'refused':
      return buildRefusal(result.refusals, say('slack.unfreeze.refused'));
    case 'not_frozen':
      return buildRecord(
        say('slack.unfreeze.not_frozen'),
        ...(result.last?.endedAt == null
          ? []
          : [say('slack.unfreeze.not_frozen.since', { time: formatTime(result.last.endedAt) })]),
      );
    case 'unfrozen':
      return buildRecord(
        say('slack.unfreeze.done'),
        ...(result.freeze.kind === 'hold'
          ? [say('slack.unfreeze.done.released', { count: result.requestsReleased })]
          : []),
      );
    default:
      return buildRecord(
        say(`slack.unfreeze.${result.kind}`, { until: formatTimeOfDay(result.until) }),
        say('slack.unfreeze.proposed.next', { mayAdmins: result.mayAdmins ? 'yes' : 'no' }),
      );
  }
}

export function buildReleased({ kind, user }: Released): SlackMessage {
  const name = nameOf(user);
  return buildRecord(
    kind === 'released' ? say('slack.release.done', { name }) : say('slack.release.not_frozen', { name }),
  );
}
