import type { ServiceDeps } from '../deps.ts';

const HOUR_MS = 3_600_000;

/** How many of `what` there have been in this hour of the clock, including these `by`, over all instances. */
export async function countInHour(
  { store, clock }: Pick<ServiceDeps, 'store' | 'clock'>,
  what: string,
  by = 1,
): Promise<number> {
  const now = clock.now();
  const startedAt = now - (now % HOUR_MS);
  return store.rateCounters.count(`${what}:${startedAt}`, startedAt + 2 * HOUR_MS, now, by);
}
