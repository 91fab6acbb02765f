import type { Model } from 'mongoose';
import type { LockoutReader, LockoutWriter } from '../../../ports/lockouts.ts';
import { fromLockout, type LockoutRow, toLockout } from '../documents/lockouts.ts';
import { joinKey } from '../documents/schema-options.ts';
import type { Context } from '../engine/context.ts';

export function createLockouts(lockouts: Model<LockoutRow>, { run, wallClock }: Context) {
  const reader: LockoutReader = {
    async find(organizationId, key) {
      const row = await run(lockouts.findById(joinKey(organizationId, key)).lean());
      return row && toLockout(row);
    },
  };
  const writer: LockoutWriter = {
    ...reader,
    async put(lockout) {
      const row = fromLockout(lockout, wallClock.now());
      await run(lockouts.replaceOne({ _id: row._id }, row, { upsert: true }));
    },
  };
  return { reader, writer };
}
