import type { Model } from 'mongoose';
import type { Clock } from '../../../ports/clock.ts';
import type { GuardReader, GuardWriter } from '../../../ports/guards.ts';
import type { Access, WriteAccess } from '../access.ts';
import { fromRedeemGuard, type RedeemGuardRow, toRedeemGuard } from '../documents/redeem-guards.ts';
import { joinKey } from '../documents/schema-options.ts';
import { replacement } from '../writes.ts';

export function createGuardReader(model: Model<RedeemGuardRow>, access: Access): GuardReader {
  return {
    async find(organizationId, key) {
      const id = joinKey(organizationId, key);
      const row = await access.findFirst(model, { _id: id });
      return row === null ? null : toRedeemGuard(row);
    },
  };
}

/** @param wallClock the real time, by which the server sweeps stale guards of unknown logins */
export function createGuardWriter(
  model: Model<RedeemGuardRow>,
  access: WriteAccess,
  wallClock: Clock,
): GuardWriter {
  return {
    ...createGuardReader(model, access),
    async put(guard) {
      const row = fromRedeemGuard(guard, wallClock.now());
      access.write(replacement(model, { _id: row._id }, row));
    },
  };
}
