import type { Model } from 'mongoose';
import type { Clock } from '../../../ports/clock.ts';
import type { RateCounters } from '../../../ports/rate-counters.ts';
import { UniqueViolationError } from '../../../ports/store.ts';
import type { RateCounterRow } from '../documents/rate-counters.ts';
import type { Operate } from '../operate.ts';

/** How much longer than needed a counter stays, in case the server's clock is ahead of ours. */
const SWEEP_MARGIN_MS = 10 * 60_000;

/**
 * One increment each, outside of any transaction: the server orders them. Never an upsert: two that race to insert may
 * both be told that theirs was the first.
 */
export function createRateCounters(
  model: Model<RateCounterRow>,
  operate: Operate,
  wallClock: Clock,
): RateCounters {
  async function increment(key: string): Promise<number | null> {
    const change = { $inc: { hits: 1 } };
    const row = await operate(() => model.findByIdAndUpdate(key, change, { returnDocument: 'after' }).lean());
    return row?.hits ?? null;
  }

  async function insertEmpty(key: string, purgeAt: Date): Promise<void> {
    try {
      await operate(() => model.create({ _id: key, hits: 0, purgeAt }));
    } catch (error) {
      // Somebody else was first: theirs is as good.
      if (!(error instanceof UniqueViolationError)) throw error;
    }
  }

  return {
    async count(key, expiresAt, now) {
      const hits = await increment(key);
      if (hits !== null) return hits;
      await insertEmpty(key, new Date(wallClock.now() + Math.max(0, expiresAt - now) + SWEEP_MARGIN_MS));
      return (await increment(key)) ?? 1;
    },
  };
}
