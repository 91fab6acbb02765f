import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { KeyRing } from '../crypto/key-ring.ts';
import type { ClientId, CodeId, OrganizationId, UserId } from '../ids.ts';

export const IDEMPOTENCY_KEPT_MS = 24 * 3_600_000;
/** Printable ASCII without spaces: what fits any header as it is. */
export const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,255}$/;

/**
 * The outcome of a request with an idempotency key, written in the transaction that decided it. It holds neither the code nor the
 * signed proof: only a keyed digest of the request, and what is needed to repeat the answer.
 */
export interface RedeemOutcome {
  readonly organizationId: OrganizationId;
  readonly clientId: ClientId;
  /** hex digest of the key as the client sent it */
  readonly keyHash: string;
  readonly bodyKeyId: string;
  /** base64; keyed, because the body has a code */
  readonly bodyDigest: string;
  readonly result:
    | { readonly kind: 'redeemed'; readonly userId: UserId; readonly codeId: CodeId }
    | { readonly kind: 'refused'; readonly reason: string };
  readonly createdAt: number;
  readonly expiresAt: number;
}

/** Independent of the master keys, so a rotation forgets no outcome. */
export function hashIdempotencyKey(clientId: ClientId, key: string): string {
  return createHash('sha256').update(`${clientId}\n${key}`).digest('hex');
}

/** @param parts everything that identifies the request, in a fixed order */
export function digestRequest(
  clientId: ClientId,
  parts: readonly string[],
  keys: KeyRing,
): Pick<RedeemOutcome, 'bodyKeyId' | 'bodyDigest'> {
  const { id } = keys.current('idempotency');
  return { bodyKeyId: id, bodyDigest: computeDigest(clientId, parts, id, keys)?.toString('base64') ?? '' };
}

/** True if the outcome belongs to exactly this request. False if its key has left the ring: then nothing can prove it. */
export function isOutcomeOf(
  outcome: Pick<RedeemOutcome, 'clientId' | 'bodyKeyId' | 'bodyDigest'>,
  parts: readonly string[],
  keys: KeyRing,
): boolean {
  const digest = computeDigest(outcome.clientId, parts, outcome.bodyKeyId, keys);
  const expected = Buffer.from(outcome.bodyDigest, 'base64');
  return digest !== null && digest.length === expected.length && timingSafeEqual(digest, expected);
}

function computeDigest(
  clientId: ClientId,
  parts: readonly string[],
  keyId: string,
  keys: KeyRing,
): Buffer | null {
  const key = keys.find('idempotency', keyId);
  if (key === null) return null;
  return createHmac('sha256', key.key)
    .update(JSON.stringify([clientId, ...parts]))
    .digest();
}
