import { Schema } from 'mongoose';
import type { ChallengeId } from '../../../domain/ids.ts';
import type { Challenge } from '../../../domain/redeeming/challenge.ts';
import { schemaOptions } from './schema-options.ts';

/** `purgeAt` only tells the server when it may delete the document. */
export interface ChallengeRow extends Omit<Challenge, 'id'> {
  readonly _id: ChallengeId;
  readonly purgeAt: Date;
}

/** How long a challenge can still be looked up after its end. */
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

export function toChallenge({ _id, purgeAt, ...challenge }: ChallengeRow): Challenge {
  return { id: _id, ...challenge };
}

/** @param wallNow the real time, by which the server deletes it */
export function fromChallenge({ id, ...fields }: Challenge, wallNow: number): ChallengeRow {
  const lifetimeMs = fields.expiresAt - fields.createdAt;
  return { _id: id, ...fields, purgeAt: new Date(wallNow + lifetimeMs + KEPT_MS) };
}
