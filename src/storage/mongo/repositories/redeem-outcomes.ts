import type { Model } from 'mongoose';
import type { Clock } from '../../../ports/clock.ts';
import type { RedeemOutcomeReader, RedeemOutcomeWriter } from '../../../ports/redeem-outcomes.ts';
import type { Access, WriteAccess } from '../access.ts';
import {
  fromRedeemOutcome,
  outcomeId,
  type RedeemOutcomeRow,
  toRedeemOutcome,
} from '../documents/redeem-outcomes.ts';
import { insertion, replacement } from '../writes.ts';

export function createRedeemOutcomeReader(
  model: Model<RedeemOutcomeRow>,
  access: Access,
): RedeemOutcomeReader {
  return {
    async find(organizationId, clientId, keyHash, now) {
      const row = await access.findFirst(model, { _id: outcomeId(organizationId, clientId, keyHash) });
      return row === null || row.expiresAt <= now ? null : toRedeemOutcome(row);
    },
  };
}

/** @param wallClock the real time, by which the server sweeps those that are over */
export function createRedeemOutcomeWriter(
  model: Model<RedeemOutcomeRow>,
  access: WriteAccess,
  wallClock: Clock,
): RedeemOutcomeWriter {
  return {
    ...createRedeemOutcomeReader(model, access),
    async insert(outcome) {
      const row = fromRedeemOutcome(outcome, wallClock.now());
      await access.findAndWrite(model, { _id: row._id }, (known) => {
        const isOver = known !== null && known.expiresAt <= outcome.createdAt;
        const write = isOver ? replacement(model, { _id: row._id }, row) : insertion(model, row);
        return { writes: [write], result: undefined };
      });
    },
  };
}
