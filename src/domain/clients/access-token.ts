import { createHmac, timingSafeEqual } from 'node:crypto';
import type { KeyRing } from '../crypto/key-ring.ts';
import { Secret } from '../crypto/secret.ts';
import { type ClientId, isId } from '../ids.ts';
import type { Client } from './client.ts';

export const ACCESS_TOKEN_SECONDS = 900;

export interface AccessToken {
  readonly clientId: ClientId;
  /** First second, since the epoch, at which it is no longer taken. */
  readonly expiresAt: number;
  readonly proof: Buffer;
}

type Holder = Pick<Client, 'id' | 'secretDigest' | 'previousSecret'>;

/**
 * `bkt_<client id>_<expiry>_<proof>`: nothing is stored. The proof covers the digest of the client's secret, so a token ends with the
 * secret it was made with, and with the client.
 */
export function createAccessToken(client: Holder, now: number, keys: KeyRing): Secret {
  const expiresAt = Math.floor(now / 1000) + ACCESS_TOKEN_SECONDS;
  const proof = prove(client.id, expiresAt, client.secretDigest, keys.current('access-token').key);
  return new Secret(`bkt_${client.id}_${expiresAt.toString(36)}_${proof.toString('base64url')}`);
}

/** `null` if no access token ever looked like this. */
export function parseAccessToken(text: string): AccessToken | null {
  const match = /^bkt_(cli_[0-9A-Za-z]{16,40})_([0-9a-z]{1,9})_([A-Za-z0-9_-]{43})$/.exec(text);
  const [, id, expiry, proof] = match ?? [];
  if (id === undefined || expiry === undefined || proof === undefined || !isId('client', id)) return null;
  const bytes = Buffer.from(proof, 'base64url');
  // Two texts can stand for the same bytes: only one of them is the token.
  if (bytes.toString('base64url') !== proof) return null;
  return { clientId: id, expiresAt: Number.parseInt(expiry, 36), proof: bytes };
}

/** Whether the token is this client's and still valid. Every key is tried: a token does not name its own. */
export function isAccessTokenOf(token: AccessToken, client: Holder, keys: KeyRing, now: number): boolean {
  const { previousSecret } = client;
  const digests = [client.secretDigest];
  if (previousSecret !== null && now < previousSecret.expiresAt) digests.push(previousSecret.secretDigest);
  let isProven = false;
  for (const keyId of keys.keyIds) {
    const key = keys.find('access-token', keyId)?.key;
    for (const digest of digests) {
      if (key === undefined) continue;
      const expected = prove(client.id, token.expiresAt, digest, key);
      if (expected.length === token.proof.length && timingSafeEqual(expected, token.proof)) isProven = true;
    }
  }
  return isProven && token.clientId === client.id && now < token.expiresAt * 1000;
}

function prove(
  id: ClientId,
  expiresAt: number,
  digest: string,
  key: Parameters<typeof createHmac>[1],
): Buffer {
  return createHmac('sha256', key).update(`${id}\n${expiresAt}\n${digest}`).digest();
}
