import type { Model } from 'mongoose';
import type { RateCounters } from '../../../ports/rate-counters.ts';
import { type Context, isNew } from '../engine/context.ts';
import { defineSchema } from '../engine/schema.ts';

interface RateCounterRow {
  readonly _id: string;
  readonly hits: number;
  readonly purgeAt: Date;
}

export const rateCounterSchema = defineSchema<RateCounterRow>({
  hits: { type: Number, required: true },
  purgeAt: { type: Date, required: true },
});
rateCounterSchema.index({ purgeAt: 1 }, { name: 'swept_when_over', expireAfterSeconds: 0 });

/**
 * An increment outside any transaction: the server orders them. Not an upsert: two that race to insert may both be answered that theirs
 * was the first.
 */
export function createRateCounters(
  counters: Model<RateCounterRow>,
  { run, insert, purgeAt }: Context,
): RateCounters {
  async function increment(key: string, by: number): Promise<number | null> {
    const change = { $inc: { hits: by } };
    const row = await run(counters.findByIdAndUpdate(key, change, { returnDocument: 'after' }).lean());
    return row?.hits ?? null;
  }

  return {
    async count(key, expiresAt, now, by = 1) {
      const hits = await increment(key, by);
      if (hits !== null) return hits;
      // If another one was first, its counter is as good.
      await isNew(insert(counters, { _id: key, hits: 0, purgeAt: purgeAt(expiresAt, now) }));
      return (await increment(key, by)) ?? by;
    },
  };
}
