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
