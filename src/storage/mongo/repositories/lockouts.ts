import type { Model } from 'mongoose';
import type { Clock } from '../../../ports/clock.ts';
import type { LockoutReader, LockoutWriter } from '../../../ports/lockouts.ts';
import type { Access, WriteAccess } from '../access.ts';
import { fromLockout, type LockoutRow, toLockout } from '../documents/lockouts.ts';
import { joinKey } from '../documents/schema-options.ts';
import { replacement } from '../writes.ts';

export function createLockoutReader(model: Model<LockoutRow>, access: Access): LockoutReader {
  return {
    async find(organizationId, key) {
      const id = joinKey(organizationId, key);
      const row = await access.findFirst(model, { _id: id });
      return row === null ? null : toLockout(row);
    },
  };
}

/** @param wallClock the real time, by which the server sweeps stale lockouts of unknown logins */
export function createLockoutWriter(
  model: Model<LockoutRow>,
  access: WriteAccess,
  wallClock: Clock,
): LockoutWriter {
  return {
    ...createLockoutReader(model, access),
    async put(lockout) {
      const row = fromLockout(lockout, wallClock.now());
      access.write(replacement(model, { _id: row._id }, row));
    },
  };
}
