import type { Model } from 'mongoose';
import type { Lockout } from '../../../domain/redeeming/lockout.ts';
import type { LockoutReader, LockoutWriter } from '../../../ports/lockouts.ts';
import type { Context } from '../engine/context.ts';
import { defineSchema, joinKey } from '../engine/schema.ts';
import { createTable } from '../engine/table.ts';

/** Only lockouts of unknown logins have a `purgeAt`: anyone can make up as many of those as they like. */
interface LockoutRow extends Lockout {
  readonly _id: string;
  readonly purgeAt: Date | null;
}

/** Long enough that guessing cannot tell a made-up login from a real one by its lockout (N9). */
const UNKNOWN_LOGIN_KEPT_MS = 30 * 24 * 60 * 60_000;

export const lockoutSchema = defineSchema<LockoutRow>({
  organizationId: { type: String, required: true },
  key: { type: String, required: true },
  consecutiveFailures: { type: Number, required: true },
  blockedUntil: Number,
  windowStartedAt: { type: Number, required: true },
  windowFailures: { type: Number, required: true },
  isDisabled: { type: Boolean, required: true },
  updatedAt: { type: Number, required: true },
  purgeAt: Date,
});
lockoutSchema.index({ purgeAt: 1 }, { name: 'unknown_logins_swept', expireAfterSeconds: 0 });

function toLockout({ _id, purgeAt, ...lockout }: LockoutRow): Lockout {
  return lockout;
}

export function createLockouts(lockouts: Model<LockoutRow>, context: Context) {
  const { run, wallClock } = context;
  const { find, list } = createTable(lockouts, toLockout, context);
  const reader: LockoutReader = {
    find: (organizationId, key) => find({ _id: joinKey(organizationId, key) }),
    list: (organizationId, keys) => list({ _id: { $in: keys.map((key) => joinKey(organizationId, key)) } }),
  };
  const writer: LockoutWriter = {
    ...reader,
    async put(lockout) {
      const _id = joinKey(lockout.organizationId, lockout.key);
      const isKnown = lockout.key.startsWith('usr_');
      const purgeAt = isKnown ? null : new Date(wallClock.now() + UNKNOWN_LOGIN_KEPT_MS);
      await run(lockouts.replaceOne({ _id }, { _id, ...lockout, purgeAt }, { upsert: true }));
    },
  };
  return { reader, writer };
}
