import type { Model } from 'mongoose';
import type { Clock } from '../../../ports/clock.ts';
import type { RateCounters } from '../../../ports/rate-counters.ts';
import { UniqueViolationError } from '../../../ports/store.ts';
import type { RateCounterRow } from '../documents/rate-counters.ts';

import type { Operate } from '../operate.ts';

/** How much longer than needed a counter stays, in case the server's clock is ahead of ours. */
const SWEEP_MARGIN_MS = 10 * 60_000;

/** One increment each, outside of any transaction: the server orders them. */
export function createRateCounters(
  model: Model<RateCounterRow>,
  operate: Operate,
  wallClock: Clock,
): RateCounters {
  async function increment(key: string, purgeAt: Date): Promise<number> {
    const change = { $inc: { hits: 1 }, $setOnInsert: { purgeAt } };
    const row = await operate(() =>
      model.findByIdAndUpdate(key, change, { upsert: true, returnDocument: 'after' }).lean(),
    );
    return row?.hits ?? 1;
  }

  return {
    async count(key, expiresAt, now) {
      const purgeAt = new Date(wallClock.now() + Math.max(0, expiresAt - now) + SWEEP_MARGIN_MS);
      try {
        return await increment(key, purgeAt);
      } catch (error) {
        // Two that find no counter both insert it; the loser finds the winner's on its second try.
        if (error instanceof UniqueViolationError) return increment(key, purgeAt);
        throw error;
      }
    },
  };
}
