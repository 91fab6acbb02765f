import { CHALLENGE_LIFETIME_MS, CHALLENGE_TRIES, type Challenge } from '../domain/challenge.ts';
import type { RelyingService } from '../domain/relying-service.ts';
import { SEAL_NONCE_BYTES, seal } from '../domain/seal.ts';
import { Secret } from '../domain/secret.ts';
import type { ServiceDeps } from './deps.ts';

export interface OpenChallengeInput {
  readonly client: RelyingService;
  /** Whoever it names, if anybody. */
  readonly login: string;
  readonly returnTo: string | null;
}

/**
 * Opens a challenge after the first factor. Nobody is looked up: whether the login names somebody shows neither in the answer nor in
 * the time it takes (N9).
 */
export function createOpenChallenge({ store, clock, random, keys }: ServiceDeps) {
  return async function openChallenge({ client, login, returnTo }: OpenChallengeInput): Promise<Challenge> {
    const now = clock.now();
    const challenge: Challenge = {
      id: random.id('challenge'),
      organizationId: client.organizationId,
      clientId: client.id,
      sealedLogin: seal(new Secret(login), random.bytes(SEAL_NONCE_BYTES), keys),
      returnTo,
      state: 'open',
      triesLeft: CHALLENGE_TRIES,
      createdAt: now,
      expiresAt: now + CHALLENGE_LIFETIME_MS,
      settledAt: null,
    };
    await store.transact(client.organizationId, (tx) => tx.challenges.put(challenge));
    return challenge;
  };
}
