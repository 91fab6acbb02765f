/**
 * Waits for `work` up to a limit. Work that takes longer is not stopped; its result is ignored.
 * @throws what `explain` returns if `work` takes longer than `msMax`
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
