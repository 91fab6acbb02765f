import type { ClientSession } from 'mongoose';
import { waitBeforeRetry } from './backoff.ts';
import type { Lifeline } from './lifeline.ts';
import { isConflict, toStoreError } from './mongo-errors.ts';

/** For how long a statement is asked again while others' are in its way: as long as a transaction waits for its turn. */
const CONFLICT_MS_MAX = 10_000;

/**
 * Runs one step against the database and turns what can go wrong into the port's errors. Within a transaction the step
 * gets its session and waits for the steps before it, for a session carries one statement at a time; outside, `null`.
 */
export type Operate = <T>(step: (session: ClientSession | null) => Promise<T>) => Promise<T>;

/**
 * Steps outside of transactions. MongoDB waits by itself while another's statement is in the way; servers that speak
 * its language may throw one of the two out, having done nothing of it or a part: a step has to bear being run again.
 * @param ensureOpen throws if nothing may be asked any more
 */
export function createOperate(lifeline: Lifeline, ensureOpen: () => void): Operate {
  return async (step) => {
    const givenUpAt = performance.now() + CONFLICT_MS_MAX;
    for (let attempt = 1; ; attempt += 1) {
      ensureOpen();
      const startedAt = performance.now();
      try {
        return await lifeline.run(() => step(null));
      } catch (error) {
        if (!isConflict(error) || performance.now() > givenUpAt) throw toStoreError(error);
      }
      await waitBeforeRetry(attempt, performance.now() - startedAt);
    }
  };
}
