import { shouldSample } from '../../domain/audit/sparse-history.ts';
import type { Client } from '../../domain/clients/client.ts';
import { SEAL_NONCE_BYTES, seal } from '../../domain/crypto/seal.ts';
import { Secret } from '../../domain/crypto/secret.ts';
import { parseLogin } from '../../domain/directory/email.ts';
import { CHALLENGE_LIFETIME_MS, CHALLENGE_TRIES, type Challenge } from '../../domain/redeeming/challenge.ts';
import { countInHour } from '../audit/count-in-hour.ts';
import { draftAudit, type ServiceDeps } from '../deps.ts';
import { lockoutKeyOf } from './lockout-key.ts';

/** Openings in an hour that are recorded one by one, for one person by one client. */
export const OPENINGS_OF_PERSON = 5;
/** The same for anyone, by one client: strangers can make up as many logins as they like. */
export const OPENINGS_OF_SERVICE = 500;

export interface OpenChallengeInput {
  readonly client: Client;
  /** The person it names, if any. */
  readonly login: string;
  readonly returnTo: string | null;
  /** `http:<address>` */
  readonly source: string;
}

/**
 * Opens a challenge after the first factor, for any login. The person is looked up for the history alone: known
 * or unknown, the same is computed, counted and written, so neither the answer nor its time tells which (N9).
 */
export function createOpenChallenge(deps: ServiceDeps) {
  const { store, clock, random, keys } = deps;

  return async function openChallenge(input: OpenChallengeInput): Promise<Challenge> {
    const { client, login, returnTo } = input;
    const { organizationId } = client;
    const now = clock.now();
    const id = random.id('challenge');
    const challenge: Challenge = {
      id,
      organizationId,
      clientId: client.id,
      sealedLogin: seal(
        new Secret(login),
        { purpose: 'challenge-login', id },
        random.bytes(SEAL_NONCE_BYTES),
        keys,
      ),
      returnTo,
      state: 'open',
      triesLeft: CHALLENGE_TRIES,
      createdAt: now,
      expiresAt: now + CHALLENGE_LIFETIME_MS,
      settledAt: null,
    };
    const typed = parseLogin(login);
    // An unknown login is kept only as a keyed digest: people type codes and passwords into the wrong field.
    const key = lockoutKeyOf(keys, organizationId, null, typed ?? login);
    const [ofPerson, ofService, user] = await Promise.all([
      countInHour(deps, `${client.id}:opened:${key}`),
      countInHour(deps, `${client.id}:opened`),
      typed === null ? null : store.read.directory.findUserByLogin(organizationId, typed),
    ]);
    const isTold = shouldSample(ofPerson, OPENINGS_OF_PERSON) && shouldSample(ofService, OPENINGS_OF_SERVICE);
    await store.transact(organizationId, async (tx) => {
      await tx.challenges.put(challenge);
      if (!isTold) return;
      await tx.audit.append(
        draftAudit(deps, {
          organizationId,
          action: 'challenge.opened',
          actor: { kind: 'client', id: client.id },
          target: user?.id ?? key,
          reason: user === null ? 'user_unknown' : null,
          source: input.source,
          details: { challengeId: challenge.id, client: client.name, ofPerson, ofService },
        }),
      );
    });
    return challenge;
  };
}
