import type { ClientId, OrganizationId } from './ids.ts';

/**
 * A login service that redeems codes. Its credential is `bkc_<client id>_<secret>`; kept is only
 * HMAC-SHA-256 of the secret (256 random bits, so no stretching is needed), with a key outside the database.
 */
export interface RelyingService {
  readonly id: ClientId;
  readonly organizationId: OrganizationId;
  readonly name: string;
  readonly keyId: string;
  /** base64 */
  readonly secretDigest: string;
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
}
