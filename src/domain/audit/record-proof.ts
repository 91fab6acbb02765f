import { createHmac, timingSafeEqual } from 'node:crypto';
import type { KeyRing } from '../crypto/key-ring.ts';

/** Key id to base64url HMAC-SHA-256 of a record. */
export type RecordProof = Readonly<Record<string, string>>;

/**
 * Proves that the program wrote a record, not someone with access to the database. It uses every key of the ring, so during a
 * rotation, instances without the new key can still read what the others write.
 * @param content the whole record as JSON, in a fixed order
 */
export function proveRecord(content: readonly unknown[], keys: KeyRing): RecordProof {
  return Object.fromEntries(
    keys.keyIds.map((id) => [id, compute(content, id, keys)?.toString('base64url') ?? '']),
  );
}

/** True if some key of the ring made this proof, of exactly this content. */
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
