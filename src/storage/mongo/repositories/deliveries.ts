import type { Model } from 'mongoose';
import type { DeliveryWriter, ReplayKeys } from '../../../ports/deliveries.ts';
import { UniqueViolationError } from '../../../ports/store.ts';
import { isDuplicateKey, LostRaceError } from '../connection/mongo-errors.ts';
import type { DeliveryRow } from '../documents/deliveries.ts';
import { purgeDate } from '../documents/schema-options.ts';
import type { Context } from '../engine/context.ts';

export function createDeliveries(deliveries: Model<DeliveryRow>, { withSession, wallClock }: Context) {
  const writer: DeliveryWriter = {
    remember: (key, expiresAt, now) =>
      // One step: of two calls with the same key, the second must see what the first has written.
      withSession(async (session) => {
        const known = await deliveries.findById(key).session(session).lean();
        if (known !== null && known.expiresAt > now) return false;
        const renewed = { $set: { expiresAt, purgeAt: purgeDate(wallClock.now(), expiresAt, now) } };
        try {
          await deliveries.updateOne({ _id: key }, renewed, { upsert: true }).session(session);
        } catch (error) {
          // Another organization's transaction was faster. The next attempt sees its key.
          throw isDuplicateKey(error) ? new LostRaceError() : error;
        }
        return true;
      }),
  };
  return { writer };
}

export function createReplayKeys(deliveries: Model<DeliveryRow>, { run, wallClock }: Context): ReplayKeys {
  return {
    async listKept(prefix, now, limit) {
      const kept = { _id: { $gte: prefix, $lt: `${prefix}\u{10FFFF}` }, expiresAt: { $gt: now } };
      const rows = await run(deliveries.find(kept, { _id: 1 }).limit(limit).lean());
      return rows.map(({ _id }) => _id);
    },
    async remember(key, expiresAt, now) {
      const expired = { _id: key, expiresAt: { $lte: now } };
      const renewed = { $set: { expiresAt, purgeAt: purgeDate(wallClock.now(), expiresAt, now) } };
      try {
        // Renews an expired key or inserts a new one; a key that is still remembered makes it a duplicate.
        await run(deliveries.updateOne(expired, renewed, { upsert: true }));
        return true;
      } catch (error) {
        if (error instanceof UniqueViolationError) return false;
        throw error;
      }
    },
  };
}
