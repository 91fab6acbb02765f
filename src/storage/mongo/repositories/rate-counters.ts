import type { Model } from 'mongoose';
import type { RateCounters } from '../../../ports/rate-counters.ts';
import { UniqueViolationError } from '../../../ports/store.ts';
import type { RateCounterRow } from '../documents/rate-counters.ts';
import { purgeDate } from '../documents/schema-options.ts';
import type { Context } from '../engine/context.ts';

/**
 * An increment outside any transaction: the server orders them. Not an upsert: two that race to insert may both be answered that theirs
 * was the first.
 */
export function createRateCounters(
  counters: Model<RateCounterRow>,
  { run, insert, wallClock }: Context,
): RateCounters {
  async function increment(key: string): Promise<number | null> {
    const change = { $inc: { hits: 1 } };
    const row = await run(counters.findByIdAndUpdate(key, change, { returnDocument: 'after' }).lean());
    return row?.hits ?? null;
  }

  return {
    async count(key, expiresAt, now) {
      const hits = await increment(key);
      if (hits !== null) return hits;
      try {
        await insert(counters, { _id: key, hits: 0, purgeAt: purgeDate(wallClock.now(), expiresAt, now) });
      } catch (error) {
        // Another one was first; its counter is as good.
        if (!(error instanceof UniqueViolationError)) throw error;
      }
      return (await increment(key)) ?? 1;
    },
  };
}
