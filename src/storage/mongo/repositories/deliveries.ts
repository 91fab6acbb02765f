import type { Model } from 'mongoose';
import type { Clock } from '../../../ports/clock.ts';
import type { DeliveryWriter, ReplayKeys } from '../../../ports/deliveries.ts';
import type { DeliveryRow } from '../documents/deliveries.ts';
import { isDuplicateKey, LostRaceError } from '../mongo-errors.ts';
import type { Operate } from '../operate.ts';

/** How much longer than needed a key stays, in case the server's clock is ahead of ours. */
const SWEEP_MARGIN_MS = 10 * 60_000;

/**
 * The server sweeps by its own clock, so the moment is reckoned from the real time, whatever clock the caller counts
 * by.
 */
function purgeDate(wallClock: Clock, expiresAt: number, now: number): Date {
  return new Date(wallClock.now() + Math.max(0, expiresAt - now) + SWEEP_MARGIN_MS);
}

/**
 * A key is new nearly always, so it is written without a look. If it is not, that ends the transaction on the server,
 * and the whole of it is run again: then it looks first, as any later attempt does.
 * @param isFirstAttempt whether this is the first attempt at the transaction
 */
export function createDeliveryWriter(
  model: Model<DeliveryRow>,
  operate: Operate,
  wallClock: Clock,
  isFirstAttempt: boolean,
): DeliveryWriter {
  return {
    remember(key, expiresAt, now) {
      const fields = { expiresAt, purgeAt: purgeDate(wallClock, expiresAt, now) };
      return operate(async (session) => {
        const known = isFirstAttempt ? null : await model.findById(key).session(session).lean();
        if (known !== null && known.expiresAt > now) return false;
        try {
          if (known === null) await model.insertMany([{ _id: key, ...fields }], { session });
          else await model.updateOne({ _id: key }, { $set: fields }).session(session);
        } catch (error) {
          if (isDuplicateKey(error)) throw new LostRaceError('The key is there already');
          throw error;
        }
        return true;
      });
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
