import { Schema } from 'mongoose';
import type { RedeemGuard } from '../../../domain/redeem-guard.ts';
import { joinKey, schemaOptions } from './schema-options.ts';

/** `purgeAt` is there for unknown logins alone: anybody can make up as many of those as they like. */
export interface RedeemGuardRow extends RedeemGuard {
  readonly _id: string;
  readonly purgeAt: Date | null;
}

/** Long enough that a made-up login shows nothing within any reasonable guessing that a real one would not (N9). */
const UNKNOWN_LOGIN_KEPT_MS = 30 * 24 * 60 * 60_000;

export const redeemGuardSchema = new Schema<RedeemGuardRow>(
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
redeemGuardSchema.index({ purgeAt: 1 }, { name: 'unknown_logins_swept', expireAfterSeconds: 0 });

export function toRedeemGuard(row: RedeemGuardRow): RedeemGuard {
  return {
    organizationId: row.organizationId,
    key: row.key,
    consecutiveFailures: row.consecutiveFailures,
    blockedUntil: row.blockedUntil,
    windowStartedAt: row.windowStartedAt,
    windowFailures: row.windowFailures,
    isDisabled: row.isDisabled,
    updatedAt: row.updatedAt,
  };
}

/** @param wallNow the real time, by which the server sweeps */
export function fromRedeemGuard(guard: RedeemGuard, wallNow: number): RedeemGuardRow {
  return {
    _id: joinKey(guard.organizationId, guard.key),
    organizationId: guard.organizationId,
    key: guard.key,
    consecutiveFailures: guard.consecutiveFailures,
    blockedUntil: guard.blockedUntil,
    windowStartedAt: guard.windowStartedAt,
    windowFailures: guard.windowFailures,
    isDisabled: guard.isDisabled,
    updatedAt: guard.updatedAt,
    purgeAt: guard.key.startsWith('usr_') ? null : new Date(wallNow + UNKNOWN_LOGIN_KEPT_MS),
  };
}
