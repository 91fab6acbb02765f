import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import type { DerivedKey, KeyRing } from './key-ring.ts';

/** PKCS #8 around an Ed25519 seed (RFC 8410, section 7): everything before the 32 bytes. */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

export interface AssertionKey {
  /** The master key's id, published as `kid`. */
  readonly id: string;
  readonly privateKey: KeyObject;
}

/** A public key as it is published (RFC 8037). */
export interface PublicAssertionKey {
  readonly kid: string;
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  /** base64url, 32 bytes */
  readonly x: string;
  readonly alg: 'EdDSA';
  readonly use: 'sig';
}

/** Built once per ring: parsing a key takes as long as signing with it. */
const current = new WeakMap<DerivedKey, AssertionKey>();

/** The key that signs assertions. It's derived from the newest master key, so every instance has it and none stores it. */
export function currentAssertionKey(keys: KeyRing): AssertionKey {
  const derived = keys.current('assertion-signing');
  const known = current.get(derived);
  if (known !== undefined) return known;
  const made = { id: derived.id, privateKey: toPrivateKey(derived.bytes) };
  current.set(derived, made);
  return made;
}

/** The public parts of all keys in the ring, newest first, so that signatures of older keys can be verified during a rotation. */
export function listPublicAssertionKeys(keys: KeyRing): PublicAssertionKey[] {
  return keys.keyIds.map((kid) => {
    const derived = keys.find('assertion-signing', kid);
    if (derived === null) throw new Error('The key ring lost a key of its own');
    const { x } = createPublicKey(toPrivateKey(derived.bytes)).export({ format: 'jwk' });
    if (x === undefined) throw new Error('An Ed25519 key has no public part');
    return { kid, kty: 'OKP', crv: 'Ed25519', x, alg: 'EdDSA', use: 'sig' };
  });
}

function toPrivateKey(seed: Buffer): KeyObject {
  return createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: 'der', type: 'pkcs8' });
}
