import { createHmac, timingSafeEqual } from 'node:crypto';
import type { DerivedKey, KeyRing } from '../crypto/key-ring.ts';
import { Secret } from '../crypto/secret.ts';
import { type ClientId, isId } from '../ids.ts';
import type { Client, StoredSecret } from './client.ts';

export const CLIENT_SECRET_BYTES = 32;

export interface ClientCredential {
  readonly id: ClientId;
  readonly secret: Secret;
}

/**
 * A credential with a fresh secret.
 * @param bytes {@link CLIENT_SECRET_BYTES} random bytes
 */
export function newCredential(id: ClientId, bytes: Uint8Array): ClientCredential {
  if (bytes.length !== CLIENT_SECRET_BYTES) throw new RangeError('A client secret has 32 random bytes');
  return { id, secret: new Secret(Buffer.from(bytes).toString('base64url')) };
}

/** `bkc_<client id>_<secret>`, the form in which a client is given its credential, once. */
export function formatCredential({ id, secret }: ClientCredential): Secret {
  return new Secret(`bkc_${id}_${secret.reveal()}`);
}

/** Reads what a caller presented; `null` if no credential ever looked like this. */
export function parseCredential(text: string): ClientCredential | null {
  const match = /^bkc_(cli_[0-9A-Za-z]{16,40})_([A-Za-z0-9_-]{43})$/.exec(text);
  const [, id, secret] = match ?? [];
  return id === undefined || secret === undefined || !isId('client', id)
    ? null
    : { id, secret: new Secret(secret) };
}

/** The digest to keep of a new credential. Bound to the id, so that a digest copied to another service's record opens nothing. */
export function digestSecret(credential: ClientCredential, keys: KeyRing): StoredSecret {
  const key = keys.current('client-secret');
  return { keyId: key.id, secretDigest: computeDigest(credential, key).toString('base64') };
}

/**
 * Whether the credential is this service's, by its secret or, while that is still taken, by the one before. Compared as often
 * whether or not there is one before.
 * @throws Error as {@link isSecretOfService}
 */
export function isCredentialOf(
  credential: ClientCredential,
  service: Pick<Client, 'id' | 'keyId' | 'secretDigest' | 'previousSecret'>,
  keys: KeyRing,
  now: number,
): boolean {
  const { id, previousSecret } = service;
  const isOverlapping = previousSecret !== null && now < previousSecret.expiresAt;
  const previous = isOverlapping ? { ...previousSecret, id } : service;
  const isCurrent = isSecretOfService(credential, service, keys);
  return isSecretOfService(credential, previous, keys) || isCurrent;
}

/**
 * Whether the credential is this service's; compared in constant time.
 * @throws Error if the record names a key that is no longer in the ring: a wrong configuration, not a wrong secret
 */
export function isSecretOfService(
  credential: ClientCredential,
  service: Pick<Client, 'id' | 'keyId' | 'secretDigest'>,
  keys: KeyRing,
): boolean {
  const key = keys.find('client-secret', service.keyId);
  if (key === null) {
    throw new Error(`Master key "${service.keyId}" is needed by a client but is not in MASTER_KEYS`);
  }
  const digest = computeDigest(credential, key);
  const expected = Buffer.from(service.secretDigest, 'base64');
  const isSame = digest.length === expected.length && timingSafeEqual(digest, expected);
  return isSame && credential.id === service.id;
}

function computeDigest({ id, secret }: ClientCredential, key: DerivedKey): Buffer {
  return createHmac('sha256', key.key).update(`${id}\n${secret.reveal()}`).digest();
}
