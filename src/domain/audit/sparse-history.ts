/** Events per hour that one person can cause at will and that are all logged. Beyond that, one at every doubling is logged (N20). */
export const REFUSALS_OF_PERSON = 50;

/**
 * Log sampling for events that strangers can cause: all of the first `each`, then one at every power of two. So the history shows
 * how many there were, to the next power of two, but grows only with their logarithm.
 * @param nth number of events so far, including this one
 */
export function shouldSample(nth: number, each: number): boolean {
  if (nth <= each) return true;
  const times = nth / each;
  return Number.isInteger(times) && Number.isInteger(Math.log2(times));
}
