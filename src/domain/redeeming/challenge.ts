import type { ChallengeId, ClientId, OrganizationId } from '../ids.ts';

export const challengeStates = ['open', 'answered', 'exhausted'] as const;
/** `exhausted`: too many wrong answers. */
export type StoredChallengeState = (typeof challengeStates)[number];
export type ChallengeState = StoredChallengeState | 'expired';

export const CHALLENGE_LIFETIME_MS = 10 * 60_000;
/** Wrong answers allowed. Mistyped ones and ones that the lockout turned away don't count (N2). */
export const CHALLENGE_TRIES = 5;

/**
 * The second step of a sign-in. A client opens it after the first factor and answers it with a code. It names the person only in
 * a seal, and any login opens one, so opening one reveals nothing (N9). Times are milliseconds since the epoch, UTC.
 */
export interface Challenge {
  readonly id: ChallengeId;
  readonly organizationId: OrganizationId;
  readonly clientId: ClientId;
  readonly sealedLogin: string;
  /** Where the person goes afterwards. We keep it for the client and give it back, and never follow it. */
  readonly returnTo: string | null;
  readonly state: StoredChallengeState;
  readonly triesLeft: number;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly settledAt: number | null;
}

/** The state as of `now`. */
export function challengeStateAt(
  challenge: Pick<Challenge, 'state' | 'expiresAt'>,
  now: number,
): ChallengeState {
  return challenge.state === 'open' && now >= challenge.expiresAt ? 'expired' : challenge.state;
}

/** After a wrong answer. */
export function recordWrongAnswer(challenge: Challenge, now: number): Challenge {
  const triesLeft = challenge.triesLeft - 1;
  if (triesLeft > 0) return { ...challenge, triesLeft };
  return { ...challenge, triesLeft: 0, state: 'exhausted', settledAt: now };
}

/** After the right one. */
export function recordAnswer(challenge: Challenge, now: number): Challenge {
  return { ...challenge, state: 'answered', settledAt: now };
}
