import type { Model } from 'mongoose';
import type { DeliveryWriter, ReplayKeys } from '../../../ports/deliveries.ts';
import { isDuplicateKey, LostRaceError } from '../connection/mongo-errors.ts';
import { type Context, isNew } from '../engine/context.ts';
import { defineExpiringKeySchema, type ExpiringKeyRow } from '../engine/schema.ts';
import { createTable } from '../engine/table.ts';

/** The keys that were received. */
export const deliverySchema = defineExpiringKeySchema();

export function createDeliveries(deliveries: Model<ExpiringKeyRow>, { withSession, purgeAt }: Context) {
  const writer: DeliveryWriter = {
    remember: (key, expiresAt, now) =>
      withSession(async (session) => {
        const fields = { expiresAt, purgeAt: purgeAt(expiresAt, now) };
        const options = { upsert: true, returnDocument: 'before' } as const;
        try {
          const insertion = deliveries.findByIdAndUpdate(key, { $setOnInsert: fields }, options);
          const known = await insertion.session(session).lean();
          if (known === null) return true;
          if (known.expiresAt > now) return false;
          await deliveries.updateOne({ _id: key }, { $set: fields }).session(session);
          return true;
        } catch (error) {
          // Another organization's transaction was faster. The next attempt sees its key.
          throw isDuplicateKey(error) ? new LostRaceError() : error;
        }
      }),
  };
  return { writer };
}

export function createReplayKeys(deliveries: Model<ExpiringKeyRow>, context: Context): ReplayKeys {
  const { list } = createTable(deliveries, ({ _id }) => _id, context);
  return {
    listKept: (prefix, now, limit) =>
      list({ _id: { $gte: prefix, $lt: `${prefix}\u{10FFFF}` }, expiresAt: { $gt: now } }, {}, limit),
    // Renews an expired key or inserts a new one; a key that is still remembered makes it a duplicate.
    remember(key, expiresAt, now) {
      const expired = { _id: key, expiresAt: { $lte: now } };
      const renewed = { $set: { expiresAt, purgeAt: context.purgeAt(expiresAt, now) } };
      return isNew(context.run(deliveries.updateOne(expired, renewed, { upsert: true })));
    },
  };
}
