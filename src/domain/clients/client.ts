import type { ClientId, OrganizationId } from '../ids.ts';
import type { OidcClientSettings } from './oidc-client.ts';

/** What a client may do. */
export const clientScopes = ['codes:redeem', 'challenges', 'enrolments:report', 'oidc', 'scim'] as const;
export type ClientScope = (typeof clientScopes)[number];

/** What a service is given unless told: all that a login service which calls us needs. */
export const defaultClientScopes: readonly ClientScope[] = [
  'codes:redeem',
  'challenges',
  'enrolments:report',
];

/** Requests a minute, by default and inclusive bounds. */
export const REQUESTS_PER_MINUTE = 600;
export const requestsPerMinuteLimits = [1, 60_000] as const;

/** What is kept of a secret: HMAC-SHA-256 of it (256 random bits, so no stretching is needed), with a key outside the database. */
export interface StoredSecret {
  readonly keyId: string;
  /** base64 */
  readonly secretDigest: string;
}

/** The secret before the last rotation; valid a while longer, so that a running service is never locked out. */
export interface PreviousSecret extends StoredSecret {
  /** First moment at which it is no longer taken. */
  readonly expiresAt: number;
}

/**
 * A login service that redeems codes, or an identity provider that writes the directory over SCIM. Its credential is `bkc_<client id>_<secret>`, of which only a digest is kept. Times are
 * milliseconds since the epoch, UTC.
 */
export interface Client extends StoredSecret {
  readonly id: ClientId;
  readonly organizationId: OrganizationId;
  readonly name: string;
  readonly previousSecret: PreviousSecret | null;
  readonly scopes: readonly ClientScope[];
  readonly requestsPerMinute: number;
  /** Where an OpenID Connect client may be sent back to, each compared as a whole; empty without the scope `oidc`. */
  readonly redirectUris: readonly string[];
  /** `null` if it was never added as an OpenID Connect client. */
  readonly oidcSettings: OidcClientSettings | null;
  readonly createdAt: number;
  /** First moment at which no credential of the service is taken; `null` for never. */
  readonly expiresAt: number | null;
  readonly lastUsedAt: number | null;
}

export function isClientExpired({ expiresAt }: Pick<Client, 'expiresAt'>, now: number): boolean {
  return expiresAt !== null && now >= expiresAt;
}

export function isClientScope(text: string): text is ClientScope {
  return (clientScopes as readonly string[]).includes(text);
}
