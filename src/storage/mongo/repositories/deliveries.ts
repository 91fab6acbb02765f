import type { Model } from 'mongoose';
import type { Clock } from '../../../ports/clock.ts';
import type { DeliveryWriter, ReplayKeys } from '../../../ports/deliveries.ts';
import type { Access } from '../access.ts';
import type { DeliveryRow } from '../documents/deliveries.ts';
import { isDuplicateKey, LostRaceError } from '../mongo-errors.ts';
import type { Operate } from '../operate.ts';
import { createWriteBehind, type WriteBehind } from '../write-behind.ts';

/** How much longer than needed a key stays, in case the server's clock is ahead of ours. */
const SWEEP_MARGIN_MS = 10 * 60_000;

/**
 * The server sweeps by its own clock, so the moment is reckoned from the real time, whatever clock the caller counts
 * by.
 */
function purgeDate(wallClock: Clock, expiresAt: number, now: number): Date {
  return new Date(wallClock.now() + Math.max(0, expiresAt - now) + SWEEP_MARGIN_MS);
}

/** Keys that a transaction has remembered, written together at its end. */
export interface PendingKeys extends Pick<WriteBehind<DeliveryRow>, 'add' | 'flush'> {
  has(key: string): boolean;
}

export function createPendingKeys(model: Model<DeliveryRow>): PendingKeys {
  const keys = new Set<string>();
  const rows = createWriteBehind<DeliveryRow>(async (fresh, session) => {
    try {
      await model.insertMany([...fresh], { session });
    } catch (error) {
      // Another organization's transaction was quicker: the next attempt finds it.
      if (isDuplicateKey(error)) throw new LostRaceError('The key is there already');
      throw error;
    }
  });
  return {
    has: (key) => keys.has(key),
    add(row) {
      keys.add(row._id);
      rows.add(row);
    },
    flush: rows.flush,
  };
}

export function createDeliveryWriter(
  model: Model<DeliveryRow>,
  access: Access,
  pending: PendingKeys,
  wallClock: Clock,
): DeliveryWriter {
  return {
    async remember(key, expiresAt, now) {
      const known = await access.findFirst(model, { _id: key });
      if (pending.has(key) || (known !== null && known.expiresAt > now)) return false;
      const fields = { expiresAt, purgeAt: purgeDate(wallClock, expiresAt, now) };
      if (known === null) pending.add({ _id: key, ...fields });
      else
        await access.operate((session) => model.updateOne({ _id: key }, { $set: fields }).session(session));
      return true;
    },
  };
}

/** One upsert: it renews a key that is over, inserts a new one, or stumbles over the one that is still remembered. */
export function createReplayKeys(model: Model<DeliveryRow>, operate: Operate, wallClock: Clock): ReplayKeys {
  return {
    listKept(prefix, now, limit) {
      const kept = { _id: { $gte: prefix, $lt: `${prefix}\u{10FFFF}` }, expiresAt: { $gt: now } };
      return operate(async () =>
        (await model.find(kept, { _id: 1 }).limit(limit).lean()).map(({ _id }) => _id),
      );
    },
    remember(key, expiresAt, now) {
      const over = { _id: key, expiresAt: { $lte: now } };
      const fields = { expiresAt, purgeAt: purgeDate(wallClock, expiresAt, now) };
      return operate(async () => {
        try {
          await model.updateOne(over, { $set: fields }, { upsert: true });
          return true;
        } catch (error) {
          if (isDuplicateKey(error)) return false;
          throw error;
        }
      });
    },
  };
}
