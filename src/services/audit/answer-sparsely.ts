import { type SlackWorkspace, slackTenantIdOf } from '../../domain/directory/slack-person.ts';
import type { ServiceDeps } from '../deps.ts';

/** How long one answer to a person who writes to the bot is enough. */
export const ANSWER_WINDOW_MS = 5 * 60_000;

/**
 * Whether to answer a person who writes to the bot: once in a while, over all instances, for each kind of
 * answer. A bot that answers everything can be made to fill a channel, or to talk to another bot endlessly.
 */
export function createMayAnswer({ store, clock }: Pick<ServiceDeps, 'store' | 'clock'>) {
  return async function mayAnswer(
    workspace: SlackWorkspace,
    slackUserId: string,
    answer: 'help' | 'code',
  ): Promise<boolean> {
    const now = clock.now();
    const startedAt = now - (now % ANSWER_WINDOW_MS);
    const key = `answered:${answer}:${slackTenantIdOf(workspace)}/${slackUserId}:${startedAt}`;
    return (await store.rateCounters.count(key, startedAt + 2 * ANSWER_WINDOW_MS, now)) === 1;
  };
}
