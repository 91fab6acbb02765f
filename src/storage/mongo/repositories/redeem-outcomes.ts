import type { Model } from 'mongoose';
import type { Clock } from '../../../ports/clock.ts';
import type { RedeemOutcomeReader, RedeemOutcomeWriter } from '../../../ports/redeem-outcomes.ts';
import type { Access } from '../access.ts';
import {
  fromRedeemOutcome,
  outcomeId,
  type RedeemOutcomeRow,
  toRedeemOutcome,
} from '../documents/redeem-outcomes.ts';

export function createRedeemOutcomeReader(
  model: Model<RedeemOutcomeRow>,
  access: Access,
): RedeemOutcomeReader {
  return {
    async find(organizationId, clientId, keyHash, now) {
      const filter = { _id: outcomeId(organizationId, clientId, keyHash), expiresAt: { $gt: now } };
      const row = await access.findFirst(model, filter);
      return row === null ? null : toRedeemOutcome(row);
    },
  };
}

/** @param wallClock the real time, by which the server sweeps those that are over */
export function createRedeemOutcomeWriter(
  model: Model<RedeemOutcomeRow>,
  access: Access,
  wallClock: Clock,
): RedeemOutcomeWriter {
  return {
    ...createRedeemOutcomeReader(model, access),
    async insert(outcome) {
      const row = fromRedeemOutcome(outcome, wallClock.now());
      const over = { _id: row._id, expiresAt: { $lte: outcome.createdAt } };
      await access.operate((session) => model.deleteOne(over).session(session));
      await access.operate((session) => model.insertMany([row], { session }));
    },
  };
}
