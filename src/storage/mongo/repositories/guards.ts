import type { Model } from 'mongoose';
import type { Clock } from '../../../ports/clock.ts';
import type { GuardReader, GuardWriter } from '../../../ports/guards.ts';
import { fromRedeemGuard, type RedeemGuardRow, toRedeemGuard } from '../documents/redeem-guards.ts';
import { joinKey } from '../documents/schema-options.ts';
import type { Operate } from '../operate.ts';

export function createGuardReader(model: Model<RedeemGuardRow>, operate: Operate): GuardReader {
  return {
    async find(organizationId, key) {
      const id = joinKey(organizationId, key);
      const row = await operate((session) => model.findById(id).session(session).lean());
      return row === null ? null : toRedeemGuard(row);
    },
  };
}

/** @param wallClock the real time, by which the server sweeps stale guards of unknown logins */
export function createGuardWriter(
  model: Model<RedeemGuardRow>,
  operate: Operate,
  wallClock: Clock,
): GuardWriter {
  return {
    ...createGuardReader(model, operate),
    async put(guard) {
      const row = fromRedeemGuard(guard, wallClock.now());
      await operate((session) => model.replaceOne({ _id: row._id }, row, { upsert: true }).session(session));
    },
  };
}
