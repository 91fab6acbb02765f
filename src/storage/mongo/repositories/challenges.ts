import type { Model } from 'mongoose';
import type { ChallengeReader, ChallengeWriter } from '../../../ports/challenges.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { Access, WriteAccess } from '../access.ts';
import { type ChallengeRow, fromChallenge, toChallenge } from '../documents/challenges.ts';
import { replacement } from '../writes.ts';

export function createChallengeReader(model: Model<ChallengeRow>, access: Access): ChallengeReader {
  return {
    async find(organizationId, id) {
      const filter = { _id: id, organizationId };
      const row = await access.findFirst(model, filter);
      return row === null ? null : toChallenge(row);
    },
  };
}

/** @param wallClock the real time, by which the server sweeps those that are over */
export function createChallengeWriter(
  model: Model<ChallengeRow>,
  access: WriteAccess,
  wallClock: Clock,
): ChallengeWriter {
  return {
    ...createChallengeReader(model, access),
    async put(challenge) {
      const row = fromChallenge(challenge, wallClock.now());
      access.write(replacement(model, { _id: row._id, organizationId: row.organizationId }, row));
    },
  };
}
