import { randomInt } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';

const STEP_MS = 4;
const WAIT_MS_MAX = 200;

/**
 * Waits before the next attempt: anything from nothing up to a limit that doubles with each attempt. The full spread is
 * what parts two processes that conflict; a fixed wait would only let them meet again.
 * @param attempt 1 before the second attempt, and so on
 * @param waitedMs what the attempt took, in which a server may have kept it waiting for the one before: that counts
 */
export async function waitBeforeRetry(attempt: number, waitedMs = 0): Promise<void> {
  const limit = Math.min(STEP_MS * 2 ** Math.min(attempt, 10), WAIT_MS_MAX);
  const left = randomInt(limit + 1) - waitedMs;
  if (left > 0) await delay(left);
}
