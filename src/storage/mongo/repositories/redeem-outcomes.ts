import type { Model } from 'mongoose';
import type { RedeemOutcome } from '../../../domain/redeeming/redeem-outcome.ts';
import type { RedeemOutcomeReader, RedeemOutcomeWriter } from '../../../ports/redeem-outcomes.ts';
import type { Context } from '../engine/context.ts';
import { definePart, defineSchema, type FieldsOf, joinKey } from '../engine/schema.ts';
import { createTable } from '../engine/table.ts';

/**
 * `_id` is one for each key of a client, so that there cannot be two outcomes. `expiresAt` decides; `purgeAt` only tells the server when
 * it may delete the document.
 */
interface RedeemOutcomeRow extends RedeemOutcome {
  readonly _id: string;
  readonly purgeAt: Date;
}

const resultFields = { kind: String, userId: String, codeId: String, reason: String } satisfies Record<
  FieldsOf<RedeemOutcome['result']>,
  StringConstructor
>;

export const redeemOutcomeSchema = defineSchema<RedeemOutcomeRow>({
  organizationId: { type: String, required: true },
  clientId: { type: String, required: true },
  keyHash: { type: String, required: true },
  bodyKeyId: { type: String, required: true },
  bodyDigest: { type: String, required: true },
  result: { type: definePart(resultFields), required: true },
  createdAt: { type: Number, required: true },
  expiresAt: { type: Number, required: true },
  purgeAt: { type: Date, required: true },
});
redeemOutcomeSchema.index({ purgeAt: 1 }, { name: 'swept_when_over', expireAfterSeconds: 0 });

function toRedeemOutcome({ _id, purgeAt, ...outcome }: RedeemOutcomeRow): RedeemOutcome {
  return outcome;
}

export function createRedeemOutcomes(outcomes: Model<RedeemOutcomeRow>, context: Context) {
  const { run, insert } = context;
  const { find } = createTable(outcomes, toRedeemOutcome, context);
  const reader: RedeemOutcomeReader = {
    find: (organizationId, clientId, keyHash, now) =>
      find({ _id: joinKey(organizationId, clientId, keyHash), expiresAt: { $gt: now } }),
  };
  const writer: RedeemOutcomeWriter = {
    ...reader,
    async insert(outcome) {
      const { organizationId, clientId, keyHash, createdAt, expiresAt } = outcome;
      const _id = joinKey(organizationId, clientId, keyHash);
      await run(outcomes.deleteOne({ _id, expiresAt: { $lte: createdAt } }));
      await insert(outcomes, { _id, ...outcome, purgeAt: context.purgeAt(expiresAt, createdAt) });
    },
  };
  return { reader, writer };
}
