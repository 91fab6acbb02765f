import { describe, expect, test } from 'vitest';
import { CODE_SALT_BYTES, type CodeHashContext, hashCode, isCodeOfHash } from '../../src/domain/code-hash.ts';
import type { CodeId, OrganizationId, UserId } from '../../src/domain/ids.ts';
import { createKeyRing } from '../../src/domain/key-ring.ts';
import { Secret } from '../../src/domain/secret.ts';
import { createSeededBytes } from '../support/seeded-random.ts';

const bytes = createSeededBytes('code hash');
const key = (id: string) => ({ id, bytes: new Secret<Uint8Array>(createSeededBytes(id)(32)) });
const keys = createKeyRing([key('k1')]);
const symbols = new Secret('7KQ2XWMZ4HTR9CDF');
const context: CodeHashContext = {
  organizationId: 'org_1' as OrganizationId,
  userId: 'usr_1' as UserId,
  codeId: 'cod_1' as CodeId,
};

describe('what is kept of a code', () => {
  test('N4: a salt of at least 32 bits of its own, a work factor, the id of the pepper, a digest', async () => {
    const hash = await hashCode(symbols, context, bytes(CODE_SALT_BYTES), keys);
    expect(hash).toMatchObject({ algorithm: 'scrypt-hmac-sha256', cost: 1024, keyId: 'k1' });
    expect(Buffer.from(hash.salt, 'base64').length * 8).toBeGreaterThanOrEqual(32);
    expect(Buffer.from(hash.digest, 'base64')).toHaveLength(32);
    expect(await isCodeOfHash(symbols, context, hash, keys)).toBe(true);
  });

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
