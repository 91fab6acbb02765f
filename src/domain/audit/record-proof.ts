import { createHmac, timingSafeEqual } from 'node:crypto';
import type { KeyRing } from '../crypto/key-ring.ts';

/** HMAC-SHA-256 of a record by the id of the key; base64url. */
export type RecordProof = Readonly<Record<string, string>>;

/**
 * Proves that a record was written by the program and not by whoever can write the database. Made with every key of the ring: while keys
 * are rotated, instances that do not have the new one yet go on reading what the others write.
 * @param content all of the record, in a fixed order; JSON
 */
export function proveRecord(content: readonly unknown[], keys: KeyRing): RecordProof {
  return Object.fromEntries(
    keys.keyIds.map((id) => [id, compute(content, id, keys)?.toString('base64url') ?? '']),
  );
}

/** Whether one key of the ring has made the proof of this very content. */
export function isProofOf(proof: unknown, content: readonly unknown[], keys: KeyRing): boolean {
  if (typeof proof !== 'object' || proof === null) return false;
  return Object.entries(proof).some(([id, text]) => {
    const expected = compute(content, id, keys);
    const given = Buffer.from(String(text), 'base64url');
    return expected !== null && given.length === expected.length && timingSafeEqual(given, expected);
  });
}

function compute(content: readonly unknown[], keyId: string, keys: KeyRing): Buffer | null {
  const key = keys.find('record-proof', keyId);
  return key === null ? null : createHmac('sha256', key.key).update(JSON.stringify(content)).digest();
}
