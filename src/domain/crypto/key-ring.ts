import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import type { Secret } from './secret.ts';

/** What a key is used for. HKDF derives a separate key for each purpose, so no key can replace another. */
export type KeyPurpose =
  | 'code-pepper'
  | 'audit-chain'
  | 'seal'
  | 'client-secret'
  | 'lookup'
  | 'assertion-signing'
  | 'idempotency'
  | 'record-proof'
  | 'oidc-cookie'
  | 'access-token'
  | 'disown-link'
  | 'request-words';

export interface MasterKey {
  /** Identifies the key in stored records, so that old records stay readable after a rotation. */
  readonly id: string;
  readonly bytes: Secret<Uint8Array>;
}

export interface DerivedKey {
  readonly id: string;
  readonly bytes: Buffer;
  /** the same as a KeyObject: with raw bytes, `node:crypto` takes several times as long */
  readonly key: KeyObject;
}

/** The installation's keys. They never enter the database (N4). */
export interface KeyRing {
  /** The key for new records. */
  current(purpose: KeyPurpose): DerivedKey;
  /** The key that a stored record names, or `null` if it was removed from the ring. */
  find(purpose: KeyPurpose, keyId: string): DerivedKey | null;
  /** The ids of all master keys, newest first. */
  readonly keyIds: readonly string[];
}

/**
 * @param masterKeys newest first; at least one, each of 32 bytes or more
 */
export function createKeyRing(masterKeys: readonly MasterKey[]): KeyRing {
  const [newest] = masterKeys;
  if (newest === undefined) throw new RangeError('A key ring needs at least one master key');
  const derived = new Map<string, DerivedKey>();

  function find(purpose: KeyPurpose, keyId: string): DerivedKey | null {
    const cached = derived.get(`${purpose} ${keyId}`);
    if (cached !== undefined) return cached;
    const master = masterKeys.find((key) => key.id === keyId);
    if (master === undefined) return null;
    const bytes = Buffer.from(hkdfSync('sha256', master.bytes.reveal(), '', `backupcode/v1/${purpose}`, 32));
    const key = { id: keyId, bytes, key: createSecretKey(bytes) };
    derived.set(`${purpose} ${keyId}`, key);
    return key;
  }

  function current(purpose: KeyPurpose): DerivedKey {
    const key = newest === undefined ? null : find(purpose, newest.id);
    if (key === null) throw new Error('The key ring lost its newest key');
    return key;
  }

  return { current, find, keyIds: masterKeys.map(({ id }) => id) };
}
