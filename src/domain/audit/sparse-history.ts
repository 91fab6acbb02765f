/** Of what one person can bring about at will, this many in an hour are each recorded; beyond, one at every doubling (N20). */
export const REFUSALS_OF_PERSON = 50;

/**
 * Whether the nth of what strangers can bring about is written down by itself: each of the first `each`, then one at every doubling. So the
 * history says how many there were, to the power of two, and grows by their logarithm only.
 * @param nth how many there have been, this one included
 */
export function shouldSample(nth: number, each: number): boolean {
  if (nth <= each) return true;
  const times = nth / each;
  return Number.isInteger(times) && Number.isInteger(Math.log2(times));
}
