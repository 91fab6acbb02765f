import type { OrganizationId } from '../ids.ts';
import type { Policy } from '../organization/policy.ts';

/**
 * Slows down and stops guessing. The store keeps it, and only the transaction that records the attempt changes it, so it holds
 * across processes and restarts (N7). An attempt meets two lockouts:
 *
 * - of the given name, known or not. It delays, freezes and finally disables, and is all that the outside sees (N9).
 * - of the person. It counts across all their names, makes no one wait, and disables: several names give no extra tries.
 *
 * Attempts by strangers (no one has vouched for the first factor) have a separate lockout of the name. It disables nothing, and
 * they don't count for the person (N16).
 */
export interface Lockout {
  readonly organizationId: OrganizationId;
  /** `usr_...`, or a keyed digest of a login */
  readonly key: string;
  readonly consecutiveFailures: number;
  /** Attempts before this moment are turned away; `null` if none are. */
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

export function newLockout(organizationId: OrganizationId, key: string, now: number): Lockout {
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

/** True if an unlock would change nothing. */
export function isLockoutIdle(lockout: Lockout): boolean {
  return lockout.consecutiveFailures === 0 && lockout.blockedUntil === null && !lockout.isDisabled;
}

/** Whether an attempt may be compared. One that is turned away doesn't count, so no one can prolong another person's wait. */
export function admitAttempt(lockout: Lockout, now: number): Admission {
  if (lockout.isDisabled) return { kind: 'disabled' };
  if (lockout.blockedUntil !== null && now < lockout.blockedUntil) {
    return { kind: 'delayed', retryAfterSeconds: Math.ceil((lockout.blockedUntil - now) / 1000) };
  }
  return { kind: 'admitted' };
}

export interface FailureOutcome {
  readonly lockout: Lockout;
  /** What has just begun, for audit and notices. */
  readonly alarm: 'frozen' | 'disabled' | null;
}

/** The lockout after one more wrong code. */
export function recordFailure(lockout: Lockout, policy: Policy, now: number): FailureOutcome {
  const windowIsOver = now - lockout.windowStartedAt >= policy.burstWindowMinutes * 60_000;
  const consecutiveFailures = lockout.consecutiveFailures + 1;
  const windowFailures = windowIsOver ? 1 : lockout.windowFailures + 1;
  const counted: Lockout = {
    ...lockout,
    consecutiveFailures,
    windowStartedAt: windowIsOver ? now : lockout.windowStartedAt,
    windowFailures,
    updatedAt: now,
  };
  if (consecutiveFailures >= policy.failuresMax) {
    return { lockout: { ...counted, isDisabled: true, blockedUntil: null }, alarm: 'disabled' };
  }
  const delaySeconds = delayAfter(consecutiveFailures, policy);
  if (windowFailures >= policy.burstFailures) {
    const frozen = {
      ...counted,
      windowStartedAt: now,
      windowFailures: 0,
      // Never shorter than the delay it replaces: by policy, a delay may be longer than a freeze.
      blockedUntil: now + Math.max(policy.freezeMinutes * 60, delaySeconds) * 1000,
    };
    return { lockout: frozen, alarm: 'frozen' };
  }
  return {
    lockout: { ...counted, blockedUntil: delaySeconds === 0 ? null : now + delaySeconds * 1000 },
    alarm: null,
  };
}

/** The lockout of a person after one more wrong code, under any of their names. */
export function recordPersonFailure(lockout: Lockout, policy: Policy, now: number): FailureOutcome {
  const consecutiveFailures = lockout.consecutiveFailures + 1;
  // Until an admin re-enables them, also where the policy allows more failures by now.
  const isDisabled = lockout.isDisabled || consecutiveFailures >= policy.failuresMax;
  return {
    lockout: { ...lockout, consecutiveFailures, isDisabled, updatedAt: now },
    alarm: isDisabled && !lockout.isDisabled ? 'disabled' : null,
  };
}

/** The longest delay after a stranger's wrong codes, whatever the policy says. */
export const STRANGER_WAIT_MINUTES_MAX = 15;

/** The lockout of a name after one more wrong code of a stranger: it delays and freezes for minutes, and never disables (N16). */
export function recordStrangerFailure(lockout: Lockout, policy: Policy, now: number): FailureOutcome {
  const milder = {
    ...policy,
    failuresMax: Number.POSITIVE_INFINITY,
    delaySecondsMax: Math.min(policy.delaySecondsMax, STRANGER_WAIT_MINUTES_MAX * 60),
    freezeMinutes: Math.min(policy.freezeMinutes, STRANGER_WAIT_MINUTES_MAX),
  };
  return recordFailure(lockout, milder, now);
}

/** The lockout after a success or an admin's unlock. */
export function resetLockout(lockout: Lockout, now: number): Lockout {
  return newLockout(lockout.organizationId, lockout.key, now);
}

/** Seconds to wait after this many failures in a row: none up to the threshold, then 1, 2, 4, ... up to the cap. */
function delayAfter(failures: number, policy: Policy): number {
  if (failures < policy.delayAfterFailures) return 0;
  return Math.min(2 ** Math.min(failures - policy.delayAfterFailures, 30), policy.delaySecondsMax);
}
