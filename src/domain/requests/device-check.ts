import type { DeviceCheckId, OrganizationId, RequestId, UserId } from '../ids.ts';

/** The organization's identity provider, which asks people on their enrolled devices (OpenID Connect CIBA). One per organization. */
export interface DeviceProvider {
  readonly organizationId: OrganizationId;
  readonly issuer: string;
  readonly clientId: string;
  readonly sealedSecret: string;
  readonly updatedAt: number;
}

/**
 * - `new`: the provider is about to be told to ask the person.
 * - `asking`: an instance is telling it. One that is found so later was interrupted, and isn't repeated: the person may have been asked.
 * - `waiting`: for the person.
 */
export const deviceCheckStates = ['new', 'asking', 'waiting', 'ended'] as const;

/** One question to a person on their device. It stays for a day, as those of a day are limited. Times are milliseconds since the epoch, UTC. */
export interface DeviceCheck {
  readonly id: DeviceCheckId;
  readonly organizationId: OrganizationId;
  readonly requestId: RequestId;
  readonly targetId: UserId;
  readonly state: (typeof deviceCheckStates)[number];
  /** Who was to ask: another provider, configured later, knows nothing of it. */
  readonly issuer: string;
  /** What the provider answers to, sealed: a bearer secret together with the client's credential. Empty before it is known, and in the end. */
  readonly sealedTicket: string;
  /** SHA-256 of the provider's `auth_req_id`, hex; empty before it is known. */
  readonly reference: string;
  /** How long to wait between two looks. */
  readonly intervalMs: number;
  /** Looks in a row that failed. */
  readonly failures: number;
  /** Not to be looked at before. While an instance is at work: when another may take over. */
  readonly dueAt: number;
  readonly startedAt: number;
  readonly expiresAt: number;
}

/**
 * What came of it.
 * - `refused`: the provider didn't ask, as it doesn't take the question; it may not know the person.
 * - `interrupted`: an instance died, or the provider's answer was lost. The person may have been asked.
 * - `wrong_person`: someone else confirmed. `unverifiable`: what the provider answered proves nothing.
 */
export const deviceOutcomes = [
  'confirmed',
  'denied',
  'expired',
  'unknown_user',
  'refused',
  'misconfigured',
  'unreachable',
  'interrupted',
  'unverifiable',
  'wrong_person',
] as const;
export type DeviceOutcome = (typeof deviceOutcomes)[number];

/** How long the person has, in seconds. The provider may give less. */
export const DEVICE_CHECK_SECONDS = 300;

/** The provider says by itself that its time is over; ours ends a little later, for one that doesn't. */
export const DEVICE_CHECK_GRACE_MS = 30_000;

/** Longer than everything that one look asks of the provider may take. */
export const DEVICE_LEASE_MS = 60_000;

/** Looks in a row that may fail. */
export const DEVICE_FAILURES_MAX = 5;

/** CIBA Core 7.3: five seconds unless the provider says otherwise, and five more each time that it asks us to slow down. */
export const DEVICE_INTERVAL_MS = 5000;
const INTERVAL_MS_MAX = 60_000;

export function slowDown({ intervalMs }: Pick<DeviceCheck, 'intervalMs'>): number {
  return Math.min(intervalMs + DEVICE_INTERVAL_MS, INTERVAL_MS_MAX);
}

export function backOff({ intervalMs }: Pick<DeviceCheck, 'intervalMs'>): number {
  return Math.min(intervalMs * 2, INTERVAL_MS_MAX);
}

/**
 * How often a person may be asked, by all requesters together. Without a limit an attacker could have them asked again and again, until
 * they confirm because they are tired of it.
 */
export const DEVICE_CHECKS_PER_HOUR = 3;
export const DEVICE_CHECKS_PER_DAY = 6;
const HOUR_MS = 3_600_000;
export const DEVICE_DAY_MS = 24 * HOUR_MS;

/** When the person may be asked again; `null` if they may be asked now. @param checks those of the last day */
export function findDeviceLimit(
  checks: readonly Pick<DeviceCheck, 'startedAt'>[],
  now: number,
): { readonly limit: number; readonly until: number } | null {
  const limits = [
    [DEVICE_CHECKS_PER_DAY, DEVICE_DAY_MS],
    [DEVICE_CHECKS_PER_HOUR, HOUR_MS],
  ] as const;
  for (const [limit, windowMs] of limits) {
    const times = checks
      .map(({ startedAt }) => startedAt)
      .filter((startedAt) => startedAt > now - windowMs)
      .sort((first, second) => second - first);
    const last = times[limit - 1];
    if (last !== undefined) return { limit, until: last + windowMs };
  }
  return null;
}
