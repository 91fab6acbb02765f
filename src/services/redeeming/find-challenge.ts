import type { Client } from '../../domain/clients/client.ts';
import type { ChallengeId } from '../../domain/ids.ts';
import { type Challenge, type ChallengeState, challengeStateAt } from '../../domain/redeeming/challenge.ts';
import type { ServiceDeps } from '../deps.ts';

export interface FoundChallenge {
  readonly challenge: Challenge;
  /** as of now */
  readonly state: ChallengeState;
}

/** A challenge, for the client that opened it; for any other there is none. */
export function createFindChallenge({ store, clock }: Pick<ServiceDeps, 'store' | 'clock'>) {
  return async function findChallenge(client: Client, id: ChallengeId): Promise<FoundChallenge | null> {
    const challenge = await store.read.challenges.find(client.organizationId, id);
    if (challenge === null || challenge.clientId !== client.id) return null;
    return { challenge, state: challengeStateAt(challenge, clock.now()) };
  };
}
