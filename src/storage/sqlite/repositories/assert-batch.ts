/** What the ports allow in one call. */
const BATCH_MAX = 1000;

export function assertBatch(items: readonly unknown[]): void {
  if (items.length > BATCH_MAX) throw new RangeError(`At most ${BATCH_MAX} at once`);
}
