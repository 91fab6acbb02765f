import { setTimeout as sleep } from 'node:timers/promises';
import { StoreUnavailableError } from '../../../ports/store.ts';
import { isBusy } from './sqlite-errors.ts';

/** Milliseconds between two looks at a lock that another process holds. */
const LOOK_EVERY_MS = 3;
/**
 * How long one process may hold on to the file before it must let others look in: while others are about, and while none have been
 * met; and for how long it then steps back.
 */
const HOLD_MS = 100;
const HOLD_ALONE_MS = 1000;
const STEP_BACK_MS = 2 * LOOK_EVERY_MS;
/** For how long others are taken to be about after one of them has been met. */
const ABOUT_MS = 10_000;

/** The file's write lock, for which several processes may compete. Times are of the monotonic clock. */
export interface FileLock {
  /**
   * Repeats `begin` until it is not refused as busy.
   * @throws StoreUnavailableError when `deadline` has passed
   */
  take(begin: () => void, deadline: number): Promise<void>;
}

/**
 * SQLite's own waiting (`busy_timeout`) would block the event loop, so waiting is done here between two looks. SQLite
 * has no queue either: a process with a long queue of its own would take the lock again within microseconds and
 * starve the others, so after a while it steps back for longer than they wait between two looks. Nobody can see who waits. But whoever gets in
 * sooner or later is met: mostly the lock is free while what was committed goes to the disk.
 */
export function createFileLock(): FileLock {
  let heldSince = 0;
  let lastTakenAt = Number.NEGATIVE_INFINITY;
  let lastMetAt = Number.NEGATIVE_INFINITY;

  async function take(begin: () => void, deadline: number): Promise<void> {
    const now = performance.now();
    const holdMs = now - lastMetAt > ABOUT_MS ? HOLD_ALONE_MS : HOLD_MS;
    if (now - lastTakenAt > HOLD_MS) heldSince = now;
    if (now - heldSince > holdMs) {
      await sleep(STEP_BACK_MS);
      heldSince = performance.now();
    }
    while (!tryBegin(begin)) {
      if (performance.now() > deadline) {
        throw new StoreUnavailableError('The SQLite store is busy: another process holds its lock');
      }
      lastMetAt = performance.now();
      await sleep(LOOK_EVERY_MS);
      heldSince = performance.now();
    }
    lastTakenAt = performance.now();
  }

  return { take };
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
