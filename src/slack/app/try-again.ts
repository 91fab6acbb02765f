/** The longest wait between two attempts, however long Slack was away (S15). */
export const RETRY_MS_MAX = 30_000;
const FIRST_RETRY_MS = 500;
/** Well below the longest wait, as the attempt itself takes time too. */
const GROWN_RETRY_MS_MAX = 15_000;

/**
 * How long to wait after so many failures in a row. 0 before the first attempt.
 * @param askedMs what Slack asks for; it counts if it is longer
 */
export function retryDelayMs(failures: number, askedMs = 0): number {
  if (failures === 0) return 0;
  const grown = Math.min(FIRST_RETRY_MS * 2 ** (failures - 1), GROWN_RETRY_MS_MAX);
  return Math.min(Math.max(grown, askedMs), RETRY_MS_MAX);
}
