import type { SlackMessage } from './message.ts';
import { buildRecord } from './records.ts';

/**
 * Says that something failed on our side, and what to do: nothing else of it leaves the house. The answer to a commit may
 * have been lost, so it never says that nothing was done (N17).
 */
export function buildInternalError(reference: string): SlackMessage {
  return buildRecord(
    ':warning: *Something went wrong on our side.* I don’t know whether this was done. Try again in a minute.',
    `If you see a code, don’t use it unless \`/backupcode status @name\` says that it works. If this goes on, send this reference to the people who run Backupcode: \`${reference}\`.`,
  );
}
