import { createHmac, type KeyObject, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { KeyRing } from '../crypto/key-ring.ts';
import { Secret } from '../crypto/secret.ts';
import type { CodeId, OrganizationId, UserId } from '../ids.ts';

const derive = promisify<string, Buffer, number, { N: number; r: number; p: number }, Buffer>(scrypt);

/**
 * What is kept of a code (N4): scrypt with a salt of its own, then HMAC-SHA-256 with a key that is not in the
 * database, which makes a leaked database worthless by itself.
 *
 * The work factor is small on purpose. NIST SP 800-63B-4 asks of a look-up secret with fewer than 112 bits of entropy that it
 * be salted and hashed with a suitable password hashing scheme, and of such a scheme that it make each guess dearer to
 * whoever holds the hashes. That counts where guesses are few: a password's. Here they are 2^73.6, drawn by a CSPRNG, and the code is dead
 * within days: at a tenth of a millisecond each, an attacker with the database, the key and a million processors needs some 22,000 years
 * for one code. Ten times the work would be felt only by those who redeem.
 */
export interface CodeHash {
  readonly algorithm: 'scrypt-hmac-sha256';
  /** scrypt's N when it was made, so that codes made at another cost still work */
  readonly cost: number;
  /** base64, 16 bytes */
  readonly salt: string;
  readonly keyId: string;
  /** base64, 32 bytes */
  readonly digest: string;
}

/**
 * Whose code it is, and from when to when it works. The digest covers all of it: a hash copied to another user's record, or with a changed
 * start or expiry, matches nothing.
 */
export interface CodeHashContext {
  readonly organizationId: OrganizationId;
  readonly userId: UserId;
  readonly codeId: CodeId;
  /** milliseconds since the epoch; `null`: from the reveal on */
  readonly startsAt: number | null;
  readonly expiresAt: number;
}

/** The slow half of a hash, independent of whose code it is. */
export interface StretchedCode {
  readonly bytes: Secret<Buffer>;
  readonly salt: Uint8Array;
}

export const CODE_HASH_COST = 64;
export const CODE_SALT_BYTES = 16;

/**
 * @param symbols the 16 symbols, without dashes
 * @param salt {@link CODE_SALT_BYTES} random bytes
 */
export async function stretchCode(symbols: Secret, salt: Uint8Array): Promise<StretchedCode> {
  return { bytes: new Secret(await stretch(symbols, salt, CODE_HASH_COST)), salt };
}

/** The fast half, which binds the hash to its owner. */
export function bindCode({ bytes, salt }: StretchedCode, context: CodeHashContext, keys: KeyRing): CodeHash {
  const key = keys.current('code-pepper');
  const digest = computeDigest(bytes.reveal(), context, key.key);
  return {
    algorithm: 'scrypt-hmac-sha256',
    cost: CODE_HASH_COST,
    salt: Buffer.from(salt).toString('base64'),
    keyId: key.id,
    digest: digest.toString('base64'),
  };
}

/**
 * True if these symbols are the hashed code; compared in constant time.
 * @throws Error if the record names a key that is no longer in the ring: a wrong configuration, not a wrong code
 */
export async function isCodeOfHash(
  symbols: Secret,
  context: CodeHashContext,
  hash: CodeHash,
  keys: KeyRing,
): Promise<boolean> {
  const key = keys.find('code-pepper', hash.keyId);
  if (key === null) {
    throw new Error(`Master key "${hash.keyId}" is needed by a live code but is not in MASTER_KEYS`);
  }
  const stretched = await stretch(symbols, Buffer.from(hash.salt, 'base64'), hash.cost);
  const digest = computeDigest(stretched, context, key.key);
  const expected = Buffer.from(hash.digest, 'base64');
  return digest.length === expected.length && timingSafeEqual(digest, expected);
}

function stretch(symbols: Secret, salt: Uint8Array, cost: number): Promise<Buffer> {
  return derive(symbols.reveal(), Buffer.from(salt), 32, { N: cost, r: 8, p: 1 });
}

function computeDigest(
  stretched: Buffer,
  { organizationId, userId, codeId, startsAt, expiresAt }: CodeHashContext,
  pepper: KeyObject,
): Buffer {
  // Without a start as before there was one, so that codes made earlier still work.
  const from = startsAt === null ? '' : `${startsAt}\n`;
  return createHmac('sha256', pepper)
    .update(`${organizationId}\n${userId}\n${codeId}\n${expiresAt}\n${from}`)
    .update(stretched)
    .digest();
}
