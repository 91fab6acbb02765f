import type { ChallengeId, OrganizationId } from '../domain/ids.ts';
import type { Challenge } from '../domain/redeeming/challenge.ts';

export interface ChallengeReader {
  /** Also `null` for one that was forgotten, a day after it ended at the earliest. */
  find(organizationId: OrganizationId, id: ChallengeId): Promise<Challenge | null>;
}

export interface ChallengeWriter extends ChallengeReader {
  /** Inserts or replaces. Call it in the transaction that read it, so that no try is lost between two processes. */
  put(challenge: Challenge): Promise<void>;
}
