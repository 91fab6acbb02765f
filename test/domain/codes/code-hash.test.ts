import { createHmac, scryptSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  CODE_HASH_COST,
  CODE_SALT_BYTES,
  type CodeHash,
  type CodeHashContext,
  isCodeOfHash,
} from '../../../src/domain/codes/code-hash.ts';
import { createKeyRing } from '../../../src/domain/crypto/key-ring.ts';
import { Secret } from '../../../src/domain/crypto/secret.ts';
import type { CodeId, OrganizationId, UserId } from '../../../src/domain/ids.ts';
import { hashCode } from '../../support/hash-code.ts';
import { createSeededBytes } from '../../support/seeded-random.ts';

const bytes = createSeededBytes('code hash');
const key = (id: string) => ({ id, bytes: new Secret<Uint8Array>(createSeededBytes(id)(32)) });
const keys = createKeyRing([key('k1')]);
const symbols = new Secret('7KQ2XWMZ4HTR9CDF');
const context: CodeHashContext = {
  organizationId: 'org_1' as OrganizationId,
  userId: 'usr_1' as UserId,
  codeId: 'cod_1' as CodeId,
  startsAt: null,
  expiresAt: 1_700_000_000_000,
};

describe('N4: what a stolen database costs to search', () => {
  test('64 bits and more of salt, and a work factor that is never lowered by accident', () => {
    expect(CODE_SALT_BYTES).toBe(16);
    expect(CODE_HASH_COST).toBe(64);
  });

  test('a hash that was made before is matched for ever', async () => {
    const hash: CodeHash = {
      algorithm: 'scrypt-hmac-sha256',
      cost: 64,
      salt: Buffer.alloc(16, 7).toString('base64'),
      keyId: 'golden',
      digest: 'Lv6gudZmPDItGxITEfh/sUuVLfn3nZzPfxalg9IQ6Uo=',
    };
    const ring = createKeyRing([{ id: 'golden', bytes: new Secret<Uint8Array>(Buffer.alloc(32, 1)) }]);
    expect(await isCodeOfHash(symbols, context, hash, ring)).toBe(true);
    expect(await isCodeOfHash(symbols, { ...context, expiresAt: context.expiresAt + 1 }, hash, ring)).toBe(
      false,
    );
  });
});

describe('what is kept of a code', () => {
  test('N4: a salt of at least 32 bits of its own, a work factor, the id of the pepper, a digest', async () => {
    const hash = await hashCode(symbols, context, bytes(CODE_SALT_BYTES), keys);
    expect(hash).toMatchObject({ algorithm: 'scrypt-hmac-sha256', cost: CODE_HASH_COST, keyId: 'k1' });
    expect(Buffer.from(hash.salt, 'base64').length * 8).toBeGreaterThanOrEqual(32);
    expect(Buffer.from(hash.digest, 'base64')).toHaveLength(32);
    expect(await isCodeOfHash(symbols, context, hash, keys)).toBe(true);
  });

  test.each([64, 1024])(
    'N4: a code kept at cost %d is what anybody would reckon, and goes on working',
    async (cost) => {
      const salt = bytes(CODE_SALT_BYTES);
      const stretched = scryptSync(symbols.reveal(), salt, 32, { N: cost, r: 8, p: 1 });
      const digest = createHmac('sha256', keys.current('code-pepper').bytes)
        .update('org_1\nusr_1\ncod_1\n1700000000000\n')
        .update(stretched)
        .digest('base64');
      const hash: CodeHash = {
        algorithm: 'scrypt-hmac-sha256',
        cost,
        salt: Buffer.from(salt).toString('base64'),
        keyId: 'k1',
        digest,
      };
      expect(await isCodeOfHash(symbols, context, hash, keys)).toBe(true);
      expect(await isCodeOfHash(symbols, context, { ...hash, cost: 2 * cost }, keys)).toBe(false);
    },
  );

  test('N4: nothing of the code is in it', async () => {
    const hash = JSON.stringify(await hashCode(symbols, context, bytes(CODE_SALT_BYTES), keys));
    const plain = symbols.reveal();
    for (const text of [plain, plain.toLowerCase(), Buffer.from(plain).toString('base64').slice(0, 20)]) {
      expect(hash).not.toContain(text);
    }
  });

  test('N4: the same code is another hash under another salt', async () => {
    const first = await hashCode(symbols, context, bytes(CODE_SALT_BYTES), keys);
    const second = await hashCode(symbols, context, bytes(CODE_SALT_BYTES), keys);
    expect(second.salt).not.toBe(first.salt);
    expect(second.digest).not.toBe(first.digest);
  });

  test('another code is not this one, though it differs in one symbol', async () => {
    const hash = await hashCode(symbols, context, bytes(CODE_SALT_BYTES), keys);
    expect(await isCodeOfHash(new Secret('7KQ2XWMZ4HTR9CDG'), context, hash, keys)).toBe(false);
    expect(await isCodeOfHash(new Secret(''), context, hash, keys)).toBe(false);
  });

  test.each([
    ['user', { userId: 'usr_2' as UserId }],
    ['code', { codeId: 'cod_2' as CodeId }],
    ['organization', { organizationId: 'org_2' as OrganizationId }],
    ['expiry', { expiresAt: context.expiresAt + 1 }],
  ])('N4: a hash copied to another %s matches nothing', async (_what, change) => {
    const hash = await hashCode(symbols, context, bytes(CODE_SALT_BYTES), keys);
    expect(await isCodeOfHash(symbols, { ...context, ...change }, hash, keys)).toBe(false);
  });

  test('a damaged hash matches nothing', async () => {
    const hash = await hashCode(symbols, context, bytes(CODE_SALT_BYTES), keys);
    for (const digest of ['', 'AAAA', hash.digest.slice(0, 20), `A${hash.digest.slice(1)}A`]) {
      if (digest === hash.digest) continue;
      expect(await isCodeOfHash(symbols, context, { ...hash, digest }, keys)).toBe(false);
    }
  });
});

describe('the pepper', () => {
  test('N4: the database alone is not enough: with another key of the same id nothing matches', async () => {
    const hash = await hashCode(symbols, context, bytes(CODE_SALT_BYTES), keys);
    const guessed = createKeyRing([{ ...key('other'), id: 'k1' }]);
    expect(await isCodeOfHash(symbols, context, hash, guessed)).toBe(false);
  });

  test('N4: a key is rotated with live codes: old ones still match, new ones use the new key', async () => {
    const hash = await hashCode(symbols, context, bytes(CODE_SALT_BYTES), keys);
    const rotated = createKeyRing([key('k2'), key('k1')]);
    expect(await isCodeOfHash(symbols, context, hash, rotated)).toBe(true);
    const newer = await hashCode(symbols, context, bytes(CODE_SALT_BYTES), rotated);
    expect(newer.keyId).toBe('k2');
    expect(await isCodeOfHash(symbols, context, newer, rotated)).toBe(true);
  });

  test('N4: a key taken out too early is a fault that is named, not a wrong code', async () => {
    const hash = await hashCode(symbols, context, bytes(CODE_SALT_BYTES), keys);
    const without = createKeyRing([key('k2')]);
    await expect(isCodeOfHash(symbols, context, hash, without)).rejects.toThrow(/"k1".*MASTER_KEYS/);
  });
});
