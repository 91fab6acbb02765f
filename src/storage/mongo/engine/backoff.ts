import { randomInt } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';

const STEP_MS = 4;
const WAIT_MS_MAX = 200;

/**
 * Exponential back-off with full jitter: waits between nothing and a limit that doubles with each attempt. Two processes that conflict
 * would meet again after a fixed wait.
 * @param attempt 1 before the second attempt, and so on
 */
export async function waitBeforeRetry(attempt: number): Promise<void> {
  const limit = Math.min(STEP_MS * 2 ** Math.min(attempt, 10), WAIT_MS_MAX);
  await delay(randomInt(limit + 1));
}
