import { Schema } from 'mongoose';
import type { ClientId, OrganizationId } from '../../../domain/ids.ts';
import type { RedeemOutcome } from '../../../domain/redeeming/redeem-outcome.ts';
import { joinKey, purgeDate, schemaOptions } from './schema-options.ts';

/** `expiresAt` decides; `purgeAt` only tells the server when it may delete the document. */
export interface RedeemOutcomeRow extends RedeemOutcome {
  readonly _id: string;
  readonly purgeAt: Date;
}

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

/** One `_id` for each key of a client, so that there cannot be two outcomes. */
export function outcomeId(organizationId: OrganizationId, clientId: ClientId, keyHash: string): string {
  return joinKey(organizationId, clientId, keyHash);
}

export function toRedeemOutcome({ _id, purgeAt, ...outcome }: RedeemOutcomeRow): RedeemOutcome {
  return outcome;
}

/** @param wallNow the real time, by which the server deletes it */
export function fromRedeemOutcome(outcome: RedeemOutcome, wallNow: number): RedeemOutcomeRow {
  return {
    _id: outcomeId(outcome.organizationId, outcome.clientId, outcome.keyHash),
    ...outcome,
    purgeAt: purgeDate(wallNow, outcome.expiresAt, outcome.createdAt),
  };
}
