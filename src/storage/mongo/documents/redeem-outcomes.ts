import { Schema } from 'mongoose';
import type { ClientId, OrganizationId } from '../../../domain/ids.ts';
import type { RedeemOutcome } from '../../../domain/redeeming/redeem-outcome.ts';
import { joinKey, schemaOptions } from './schema-options.ts';

/** `expiresAt` decides; `purgeAt` only tells the server when it may sweep the document away. */
export interface RedeemOutcomeRow extends RedeemOutcome {
  readonly _id: string;
  readonly purgeAt: Date;
}

/** How much longer than needed one stays, in case the server's clock is ahead of ours. */
const SWEEP_MARGIN_MS = 10 * 60_000;

type FieldsOf<Result> = Result extends unknown ? keyof Result : never;
const resultFields = { kind: String, userId: String, codeId: String, reason: String } satisfies Record<
  FieldsOf<RedeemOutcome['result']>,
  StringConstructor
>;

export const redeemOutcomeSchema = new Schema<RedeemOutcomeRow>(
  {
    _id: { type: String, required: true },
    organizationId: { type: String, required: true },
    clientId: { type: String, required: true },
    keyHash: { type: String, required: true },
    bodyKeyId: { type: String, required: true },
    bodyDigest: { type: String, required: true },
    result: { type: new Schema(resultFields, { ...schemaOptions, _id: false }), required: true },
    createdAt: { type: Number, required: true },
    expiresAt: { type: Number, required: true },
    purgeAt: { type: Date, required: true },
  },
  schemaOptions,
);
redeemOutcomeSchema.index({ purgeAt: 1 }, { name: 'swept_when_over', expireAfterSeconds: 0 });

/** The one `_id` of a service's key, so that two of the same cannot be. */
export function outcomeId(organizationId: OrganizationId, clientId: ClientId, keyHash: string): string {
  return joinKey(organizationId, clientId, keyHash);
}

export function toRedeemOutcome(row: RedeemOutcomeRow): RedeemOutcome {
  return {
    organizationId: row.organizationId,
    clientId: row.clientId,
    keyHash: row.keyHash,
    bodyKeyId: row.bodyKeyId,
    bodyDigest: row.bodyDigest,
    result: { ...row.result },
    createdAt: row.createdAt,
    expiresAt: row.expiresAt,
  };
}

/** @param wallNow the real time, by which the server sweeps */
export function fromRedeemOutcome(outcome: RedeemOutcome, wallNow: number): RedeemOutcomeRow {
  const lifetimeMs = outcome.expiresAt - outcome.createdAt;
  return {
    _id: outcomeId(outcome.organizationId, outcome.clientId, outcome.keyHash),
    ...outcome,
    purgeAt: new Date(wallNow + lifetimeMs + SWEEP_MARGIN_MS),
  };
}
