import { setTimeout as sleep } from 'node:timers/promises';
import { say } from '../../../messages/say.ts';
import { StoreUnavailableError } from '../../../ports/store.ts';
import { isBusy } from './sqlite-errors.ts';

/** Milliseconds between two attempts to take a lock that another process holds. */
const RETRY_EVERY_MS = 3;
/** How long one process may hold the file almost without a gap, and for how long it then steps back. */
const HOLD_MS = 100;
const STEP_BACK_MS = 2 * RETRY_EVERY_MS;

/** The file's write lock, for which several processes may compete. Times are of the monotonic clock. */
export interface FileLock {
  /**
   * Repeats `begin` until SQLite does not refuse it as busy.
   * @throws StoreUnavailableError when `deadline` has passed
   */
  take(begin: () => void, deadline: number): Promise<void>;
  /** Call when the transaction that `begin` began has ended. */
  released(): void;
}

/**
 * SQLite's own waiting (`busy_timeout`) would block the event loop, so waiting is done here. SQLite has no queue of
 * processes either: one that takes the lock again within microseconds, such as an import, would starve the others. So a
 * process that has used the file for a while steps back for longer than the others wait between two attempts.
 */
export function createFileLock(): FileLock {
  let heldSince = 0;
  let freeSince = 0;
  return {
    async take(begin, deadline) {
      const now = performance.now();
      if (now - freeSince >= STEP_BACK_MS) {
        heldSince = now;
      } else if (now - heldSince > HOLD_MS) {
        await sleep(STEP_BACK_MS);
        heldSince = performance.now();
      }
      while (!tryBegin(begin)) {
        if (performance.now() > deadline) {
          throw new StoreUnavailableError(say('storage.unavailable.locked'));
        }
        await sleep(RETRY_EVERY_MS);
        heldSince = performance.now();
      }
    },
    released() {
      freeSince = performance.now();
    },
  };
}

function tryBegin(begin: () => void): boolean {
  try {
    begin();
    return true;
  } catch (error) {
    if (isBusy(error)) return false;
    throw error;
  }
}
