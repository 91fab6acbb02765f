import type { Model } from 'mongoose';
import type { RedeemOutcomeReader, RedeemOutcomeWriter } from '../../../ports/redeem-outcomes.ts';
import {
  fromRedeemOutcome,
  outcomeId,
  type RedeemOutcomeRow,
  toRedeemOutcome,
} from '../documents/redeem-outcomes.ts';
import type { Context } from '../engine/context.ts';

export function createRedeemOutcomes(outcomes: Model<RedeemOutcomeRow>, { run, insert, wallClock }: Context) {
  const reader: RedeemOutcomeReader = {
    async find(organizationId, clientId, keyHash, now) {
      const live = { _id: outcomeId(organizationId, clientId, keyHash), expiresAt: { $gt: now } };
      const row = await run(outcomes.findOne(live).lean());
      return row && toRedeemOutcome(row);
    },
  };
  const writer: RedeemOutcomeWriter = {
    ...reader,
    async insert(outcome) {
      const row = fromRedeemOutcome(outcome, wallClock.now());
      await run(outcomes.deleteOne({ _id: row._id, expiresAt: { $lte: outcome.createdAt } }));
      await insert(outcomes, row);
    },
  };
  return { reader, writer };
}
