/** Nobody waits longer than this for the next attempt, however long Slack was away (S15). */
export const RETRY_MS_MAX = 30_000;
const FIRST_RETRY_MS = 500;
/** A growing wait stays well below the longest, so that the attempt itself has time too. */
const GROWN_RETRY_MS_MAX = 15_000;

/**
 * How long to wait after so many failures in a row, the first attempt after none: at once.
 * @param askedMs what Slack asks for, which counts if it is longer
 */
export function retryDelayMs(failures: number, askedMs = 0): number {
  if (failures === 0) return 0;
  const grown = Math.min(FIRST_RETRY_MS * 2 ** (failures - 1), GROWN_RETRY_MS_MAX);
  return Math.min(Math.max(grown, askedMs), RETRY_MS_MAX);
}
