import type { Model } from 'mongoose';
import type { ChallengeReader, ChallengeWriter } from '../../../ports/challenges.ts';
import { type ChallengeRow, fromChallenge, toChallenge } from '../documents/challenges.ts';
import type { Context } from '../engine/context.ts';

export function createChallenges(challenges: Model<ChallengeRow>, { run, wallClock }: Context) {
  const reader: ChallengeReader = {
    async find(organizationId, id) {
      const row = await run(challenges.findOne({ _id: id, organizationId }).lean());
      return row && toChallenge(row);
    },
  };
  const writer: ChallengeWriter = {
    ...reader,
    async put(challenge) {
      const row = fromChallenge(challenge, wallClock.now());
      const own = { _id: row._id, organizationId: row.organizationId };
      await run(challenges.replaceOne(own, row, { upsert: true }));
    },
  };
  return { reader, writer };
}
