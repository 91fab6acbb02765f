/**
 * Waits for `work`, but no longer than it may take; it goes on all the same, unheard.
 * @throws what `explain` makes if `work` has not settled in time
 */
export async function limitTime<T>(msMax: number, work: Promise<T>, explain: () => Error): Promise<T> {
  const { promise: tooLong, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(explain()), msMax);
  try {
    return await Promise.race([work, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}
