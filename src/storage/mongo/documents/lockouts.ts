import { Schema } from 'mongoose';
import type { Lockout } from '../../../domain/redeeming/lockout.ts';
import { joinKey, schemaOptions } from './schema-options.ts';

/** Only lockouts of unknown logins have a `purgeAt`: anyone can make up as many of those as they like. */
export interface LockoutRow extends Lockout {
  readonly _id: string;
  readonly purgeAt: Date | null;
}

/** Long enough that guessing cannot tell a made-up login from a real one by its lockout (N9). */
const UNKNOWN_LOGIN_KEPT_MS = 30 * 24 * 60 * 60_000;

export const lockoutSchema = new Schema<LockoutRow>(
  {
    _id: { type: String, required: true },
    organizationId: { type: String, required: true },
    key: { type: String, required: true },
    consecutiveFailures: { type: Number, required: true },
    blockedUntil: Number,
    windowStartedAt: { type: Number, required: true },
    windowFailures: { type: Number, required: true },
    isDisabled: { type: Boolean, required: true },
    updatedAt: { type: Number, required: true },
    purgeAt: Date,
  },
  schemaOptions,
);
lockoutSchema.index({ purgeAt: 1 }, { name: 'unknown_logins_swept', expireAfterSeconds: 0 });

export function toLockout({ _id, purgeAt, ...lockout }: LockoutRow): Lockout {
  return lockout;
}

/** @param wallNow the real time, by which the server deletes it */
export function fromLockout(lockout: Lockout, wallNow: number): LockoutRow {
  return {
    _id: joinKey(lockout.organizationId, lockout.key),
    ...lockout,
    purgeAt: lockout.key.startsWith('usr_') ? null : new Date(wallNow + UNKNOWN_LOGIN_KEPT_MS),
  };
}
