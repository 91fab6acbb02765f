import type { ClientSession } from 'mongoose';
import { isConflict, toStoreError } from '../connection/mongo-errors.ts';
import type { Watchdog } from '../connection/watchdog.ts';
import { waitBeforeRetry } from './backoff.ts';

/**
 * How every repository talks to the database. Inside a transaction the statement gets its session and runs after the statements before it;
 * outside, the session is `null`. The driver's errors come out as the port's.
 */
export type RunStatement = <T>(statement: (session: ClientSession | null) => Promise<T>) => Promise<T>;

/** How long a statement is retried while another one is in its way. */
const CONFLICT_MS_MAX = 10_000;

/**
 * Statements outside transactions. MongoDB itself retries one that meets another's write, but servers compatible with it may reject it
 * instead, with nothing written: then we retry.
 * @param assertOpen throws once the store is closed
 */
export function createStatementRunner(watchdog: Watchdog, assertOpen: () => void): RunStatement {
  return async (statement) => {
    const deadline = performance.now() + CONFLICT_MS_MAX;
    for (let attempt = 1; ; attempt += 1) {
      assertOpen();
      try {
        return await watchdog.run(() => statement(null));
      } catch (error) {
        if (!isConflict(error) || performance.now() > deadline) throw toStoreError(error);
      }
      await waitBeforeRetry(attempt);
    }
  };
}
