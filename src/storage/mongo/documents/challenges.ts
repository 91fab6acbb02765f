import { Schema } from 'mongoose';
import type { ChallengeId } from '../../../domain/ids.ts';
import type { Challenge } from '../../../domain/redeeming/challenge.ts';
import { schemaOptions } from './schema-options.ts';

/** `purgeAt` only tells the server when it may sweep the document away. */
export interface ChallengeRow extends Omit<Challenge, 'id'> {
  readonly _id: ChallengeId;
  readonly purgeAt: Date;
}

/** How long one that is over can still be asked for. */
const KEPT_MS = 24 * 3_600_000;

export const challengeSchema = new Schema<ChallengeRow>(
  {
    _id: { type: String, required: true },
    organizationId: { type: String, required: true },
    clientId: { type: String, required: true },
    sealedLogin: { type: String, required: true },
    returnTo: String,
    state: { type: String, required: true },
    triesLeft: { type: Number, required: true },
    createdAt: { type: Number, required: true },
    expiresAt: { type: Number, required: true },
    settledAt: Number,
    purgeAt: { type: Date, required: true },
  },
  schemaOptions,
);
challengeSchema.index({ purgeAt: 1 }, { name: 'swept_when_over', expireAfterSeconds: 0 });

export function toChallenge(row: ChallengeRow): Challenge {
  return {
    id: row._id,
    organizationId: row.organizationId,
    clientId: row.clientId,
    sealedLogin: row.sealedLogin,
    returnTo: row.returnTo,
    state: row.state,
    triesLeft: row.triesLeft,
    createdAt: row.createdAt,
    expiresAt: row.expiresAt,
    settledAt: row.settledAt,
  };
}

/** @param wallNow the real time, by which the server sweeps */
export function fromChallenge({ id, ...fields }: Challenge, wallNow: number): ChallengeRow {
  const lifetimeMs = fields.expiresAt - fields.createdAt;
  return { _id: id, ...fields, purgeAt: new Date(wallNow + lifetimeMs + KEPT_MS) };
}
