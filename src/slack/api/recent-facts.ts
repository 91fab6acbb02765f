import type { SlackWorkspace } from '../../domain/slack-person.ts';
import type { Clock } from '../../ports/clock.ts';

/** How old a fact of Slack may be where nothing is granted on it; milliseconds. */
export const RECENT_MS = 30_000;
const KEPT_MAX = 10_000;

export interface RecentFacts<T> {
  /** Asks Slack, whatever is remembered. Throws when Slack could not be asked. */
  askNow(workspace: SlackWorkspace, id: string): Promise<T>;
  /** The same, or what Slack answered in the last {@link RECENT_MS}: for what grants nothing. */
  askLately(
    workspace: SlackWorkspace,
    id: string,
  ): Promise<{ readonly facts: T /** asked just now */; readonly isFresh: boolean }>;
}

/**
 * Remembers what Slack answered, for half a minute, each workspace's apart. Kept is only what `isKept` says: a fact that
 * would lead to a refusal has to be asked for again anyway.
 */
export function createRecentFacts<T>(options: {
  readonly ask: (id: string) => Promise<T>;
  readonly isKept: (facts: T) => boolean;
  readonly clock: Clock;
}): RecentFacts<T> {
  const { ask, isKept, clock } = options;
  const kept = new Map<string, { readonly facts: T; readonly askedAt: number }>();

  async function askNow(workspace: SlackWorkspace, id: string): Promise<T> {
    const key = keyOf(workspace, id);
    // Counted from the question: the answer may have been on its way for seconds.
    const askedAt = clock.now();
    const facts = await ask(id);
    const known = kept.get(key);
    // Of two answers that overtook each other the one asked for later counts.
    if (known !== undefined && known.askedAt > askedAt) return facts;
    kept.delete(key);
    if (isKept(facts)) kept.set(key, { facts, askedAt });
    if (kept.size > KEPT_MAX) kept.delete(kept.keys().next().value ?? key);
    return facts;
  }

  return {
    askNow,
    async askLately(workspace, id) {
      const known = kept.get(keyOf(workspace, id));
      const age = known === undefined ? Number.NaN : clock.now() - known.askedAt;
      // A clock that was set back makes no answer younger.
      if (known !== undefined && age >= 0 && age <= RECENT_MS) return { facts: known.facts, isFresh: false };
      return { facts: await askNow(workspace, id), isFresh: true };
    },
  };
}

function keyOf({ teamId, enterpriseId }: SlackWorkspace, id: string): string {
  return JSON.stringify([enterpriseId, teamId, id]);
}
