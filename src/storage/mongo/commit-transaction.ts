import type { ClientSession } from 'mongoose';
import { OutcomeUnknownError } from '../../ports/store.ts';
import { waitBeforeRetry } from './backoff.ts';
import type { Lifeline } from './lifeline.ts';
import { isConflict, nameError } from './mongo-errors.ts';

const COMMIT_RETRIES_MAX = 3;

/**
 * Asks again while the answer is lost: a commit may be repeated, the server does it once.
 * @throws OutcomeUnknownError if it never answers; only then is it open whether the transaction was written
 */
export async function commitTransaction(session: ClientSession, lifeline: Lifeline): Promise<void> {
  for (let retry = 1; ; retry += 1) {
    try {
      return await lifeline.run(() => session.commitTransaction());
    } catch (error) {
      // Thrown out for certain. Of anything else it is not known: the driver throws errors of its own, too, when a session is ended.
      if (isConflict(error)) throw error;
      if (retry > COMMIT_RETRIES_MAX) {
        throw new OutcomeUnknownError(
          `The database did not say whether it committed: ${nameError(error)}. Look before trying again`,
        );
      }
      await waitBeforeRetry(retry);
    }
  }
}
