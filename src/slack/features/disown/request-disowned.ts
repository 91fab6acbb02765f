import { say } from '../../../messages/say.ts';
import type { RequestFacts } from '../../../services/requests/read-request-facts.ts';
import type { SlackMessage } from '../../blocks/message.ts';
import { formatTime } from '../../blocks/mrkdwn.ts';
import { nameOf } from '../../blocks/people.ts';
import { buildRecord } from '../../blocks/records.ts';

/** To the requester of a code that had not been generated yet. */
export function buildRequestDisowned({ request, target }: RequestFacts): SlackMessage {
  return buildRecord(
    say('slack.disowned.request', {
      name: nameOf(target),
      time: formatTime(request.settledAt ?? request.createdAt),
    }),
    say('slack.disowned.next.yours'),
  );
}
