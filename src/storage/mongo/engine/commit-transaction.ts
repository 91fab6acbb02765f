import type { ClientSession } from 'mongoose';
import { OutcomeUnknownError } from '../../../ports/store.ts';
import { isConflict, nameError } from '../connection/mongo-errors.ts';
import type { Watchdog } from '../connection/watchdog.ts';
import { waitBeforeRetry } from './backoff.ts';

const RETRIES_MAX = 3;

/**
 * Repeats the commit while its answer is lost: the server carries it out once.
 * @throws OutcomeUnknownError if no answer comes; only then is it unknown whether the transaction was written
 */
export async function commitTransaction(session: ClientSession, watchdog: Watchdog): Promise<void> {
  for (let retry = 1; ; retry += 1) {
    try {
      return await watchdog.run(() => session.commitTransaction());
    } catch (error) {
      // A conflict means that nothing was written. Any other error leaves it open: the driver throws some of its own when a session ends.
      if (isConflict(error)) throw error;
      if (retry > RETRIES_MAX) {
        throw new OutcomeUnknownError(
          `The database did not say whether it committed: ${nameError(error)}. Look before trying again`,
        );
      }
      await waitBeforeRetry(retry);
    }
  }
}
