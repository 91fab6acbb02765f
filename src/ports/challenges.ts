import type { ChallengeId, OrganizationId } from '../domain/ids.ts';
import type { Challenge } from '../domain/redeeming/challenge.ts';

export interface ChallengeReader {
  /** `null` also for one that was forgotten: a day after it was over, at the earliest. */
  find(organizationId: OrganizationId, id: ChallengeId): Promise<Challenge | null>;
}

export interface ChallengeWriter extends ChallengeReader {
  /** Inserts or replaces. Inside the transaction that read it, so no try is ever lost between two processes. */
  put(challenge: Challenge): Promise<void>;
}
