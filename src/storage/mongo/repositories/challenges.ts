import type { Model } from 'mongoose';
import type { ChallengeId } from '../../../domain/ids.ts';
import type { Challenge } from '../../../domain/redeeming/challenge.ts';
import type { ChallengeReader, ChallengeWriter } from '../../../ports/challenges.ts';
import type { Context } from '../engine/context.ts';
import { defineSchema } from '../engine/schema.ts';
import { createTable } from '../engine/table.ts';

/** `purgeAt` only tells the server when it may delete the document. */
interface ChallengeRow extends Omit<Challenge, 'id'> {
  readonly _id: ChallengeId;
  readonly purgeAt: Date;
}

/** How long a challenge can still be looked up after its end. */
const KEPT_MS = 24 * 3_600_000;

export const challengeSchema = defineSchema<ChallengeRow>({
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
});
challengeSchema.index({ purgeAt: 1 }, { name: 'swept_when_over', expireAfterSeconds: 0 });

function toChallenge({ _id, purgeAt, ...challenge }: ChallengeRow): Challenge {
  return { id: _id, ...challenge };
}

export function createChallenges(challenges: Model<ChallengeRow>, context: Context) {
  const { run, wallClock } = context;
  const { find } = createTable(challenges, toChallenge, context);
  const reader: ChallengeReader = {
    find: (organizationId, id) => find({ _id: id, organizationId }),
  };
  const writer: ChallengeWriter = {
    ...reader,
    async put({ id: _id, ...fields }) {
      const { organizationId, createdAt, expiresAt } = fields;
      const purgeAt = new Date(wallClock.now() + expiresAt - createdAt + KEPT_MS);
      const row = { _id, ...fields, purgeAt };
      await run(challenges.replaceOne({ _id, organizationId }, row, { upsert: true }));
    },
  };
  return { reader, writer };
}
