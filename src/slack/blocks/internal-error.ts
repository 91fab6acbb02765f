import { say } from '../../messages/say.ts';
import type { SlackMessage } from './message.ts';
import { buildRecord } from './records.ts';

/**
 * Something failed on our side. The person reads what to do, and nothing of what failed. The answer to a commit may have been
 * lost, so the message never claims that nothing was done (N17).
 */
export function buildInternalError(reference: string): SlackMessage {
  return buildRecord(say('slack.error'), say('slack.error.next', { reference }));
}
