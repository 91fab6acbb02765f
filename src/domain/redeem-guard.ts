import type { OrganizationId } from './ids.ts';
import type { Policy } from './policy.ts';

/**
 * The brake on guessing. It is kept in the store and changed only in the transaction that records the attempt, so it holds across processes
 * and restarts (N7). An attempt meets two:
 *
 * - of the name that was given, known or not. It delays, freezes and in the end disables, and is all that the outside sees (N9).
 * - of the person. It counts under all their names, makes no one wait, and disables: nobody gets more tries by having several names.
 *
 * Attempts by strangers (nobody has vouched for the first factor) have a brake of the name of their own, which disables nothing, and are
 * not counted for the person (N16).
 */
export interface RedeemGuard {
  readonly organizationId: OrganizationId;
  /** `usr_...`, or a keyed digest of a login */
  readonly key: string;
  readonly consecutiveFailures: number;
  /** No attempt is looked at before this moment; `null` if none waits. */
  readonly blockedUntil: number | null;
  readonly windowStartedAt: number;
  readonly windowFailures: number;
  /** Disabled until an admin re-enables it. */
  readonly isDisabled: boolean;
  readonly updatedAt: number;
}

export type Admission =
  | { readonly kind: 'admitted' }
  | { readonly kind: 'delayed'; readonly retryAfterSeconds: number }
  | { readonly kind: 'disabled' };

export function newRedeemGuard(organizationId: OrganizationId, key: string, now: number): RedeemGuard {
  return {
    organizationId,
    key,
    consecutiveFailures: 0,
    blockedUntil: null,
    windowStartedAt: now,
    windowFailures: 0,
    isDisabled: false,
    updatedAt: now,
  };
}

/** Whether there is nothing on it that an unlock would take off. */
export function isGuardIdle(guard: RedeemGuard): boolean {
  return guard.consecutiveFailures === 0 && guard.blockedUntil === null && !guard.isDisabled;
}

/** Whether an attempt may be looked at. A refused one counts for nothing, so nobody can prolong another's wait. */
export function admitAttempt(guard: RedeemGuard, now: number): Admission {
  if (guard.isDisabled) return { kind: 'disabled' };
  if (guard.blockedUntil !== null && now < guard.blockedUntil) {
    return { kind: 'delayed', retryAfterSeconds: Math.ceil((guard.blockedUntil - now) / 1000) };
  }
  return { kind: 'admitted' };
}

export interface FailureOutcome {
  readonly guard: RedeemGuard;
  /** What has just begun, to be audited and told. */
  readonly alarm: 'frozen' | 'disabled' | null;
}

/** The guard after one more wrong code. */
export function recordFailure(guard: RedeemGuard, policy: Policy, now: number): FailureOutcome {
  const windowIsOver = now - guard.windowStartedAt >= policy.burstWindowMinutes * 60_000;
  const consecutiveFailures = guard.consecutiveFailures + 1;
  const windowFailures = windowIsOver ? 1 : guard.windowFailures + 1;
  const counted: RedeemGuard = {
    ...guard,
    consecutiveFailures,
    windowStartedAt: windowIsOver ? now : guard.windowStartedAt,
    windowFailures,
    updatedAt: now,
  };
  if (consecutiveFailures >= policy.failuresMax) {
    return { guard: { ...counted, isDisabled: true, blockedUntil: null }, alarm: 'disabled' };
  }
  const delaySeconds = delayAfter(consecutiveFailures, policy);
  if (windowFailures >= policy.burstFailures) {
    const frozen = {
      ...counted,
      windowStartedAt: now,
      windowFailures: 0,
      // Never shorter than the delay it takes the place of: by policy a delay may be longer than a freeze.
      blockedUntil: now + Math.max(policy.freezeMinutes * 60, delaySeconds) * 1000,
    };
    return { guard: frozen, alarm: 'frozen' };
  }
  return {
    guard: { ...counted, blockedUntil: delaySeconds === 0 ? null : now + delaySeconds * 1000 },
    alarm: null,
  };
}

/** The guard of a person after one more wrong code, under whichever name. */
export function recordPersonFailure(guard: RedeemGuard, policy: Policy, now: number): FailureOutcome {
  const consecutiveFailures = guard.consecutiveFailures + 1;
  const isDisabled = consecutiveFailures >= policy.failuresMax;
  return {
    guard: { ...guard, consecutiveFailures, isDisabled, updatedAt: now },
    alarm: isDisabled && !guard.isDisabled ? 'disabled' : null,
  };
}

/** The longest that a stranger's wrong codes make the next wrong one wait, whatever the policy says. */
export const STRANGER_WAIT_MINUTES_MAX = 15;

/** The guard of a name after one more wrong code of a stranger: it delays and freezes for minutes, and never disables (N16). */
export function recordStrangerFailure(guard: RedeemGuard, policy: Policy, now: number): FailureOutcome {
  const milder = {
    ...policy,
    failuresMax: Number.POSITIVE_INFINITY,
    delaySecondsMax: Math.min(policy.delaySecondsMax, STRANGER_WAIT_MINUTES_MAX * 60),
    freezeMinutes: Math.min(policy.freezeMinutes, STRANGER_WAIT_MINUTES_MAX),
  };
  return recordFailure(guard, milder, now);
}

/** The guard after a success or an admin's unlock. */
export function resetGuard(guard: RedeemGuard, now: number): RedeemGuard {
  return newRedeemGuard(guard.organizationId, guard.key, now);
}

/** Seconds to wait after this many failures in a row: none up to the threshold, then 1, 2, 4, ... up to the cap. */
function delayAfter(failures: number, policy: Policy): number {
  if (failures < policy.delayAfterFailures) return 0;
  return Math.min(2 ** Math.min(failures - policy.delayAfterFailures, 30), policy.delaySecondsMax);
}
