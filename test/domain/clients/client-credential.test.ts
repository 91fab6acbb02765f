import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CLIENT_SECRET_BYTES,
  digestSecret,
  formatCredential,
  isSecretOfService,
  newCredential,
  parseCredential,
} from '../../../src/domain/clients/client-credential.ts';
import { createKeyRing } from '../../../src/domain/crypto/key-ring.ts';
import { Secret } from '../../../src/domain/crypto/secret.ts';
import type { ClientId } from '../../../src/domain/ids.ts';

const id = 'cli_0123456789abcdefghijABCD' as ClientId;
const otherId = 'cli_0123456789abcdefghijABCE' as ClientId;
const masterKey = (name: string, fill: number) => ({
  id: name,
  bytes: new Secret<Uint8Array>(new Uint8Array(32).fill(fill)),
});
const keys = createKeyRing([masterKey('k1', 1)]);
const bytes = (fill: number) => new Uint8Array(CLIENT_SECRET_BYTES).fill(fill);
const credential = newCredential(id, bytes(5));

describe('the credential of a client', () => {
  it('is read back from its written form, whatever its secret', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (secretBytes) => {
        const made = newCredential(id, secretBytes);
        const read = parseCredential(formatCredential(made).reveal());
        return read?.id === id && read.secret.reveal() === made.secret.reveal();
      }),
    );
  });

  it.each([
    '',
    'bkc_',
    `bkc_${id}`,
    `bkc_${id}_short`,
    `bkc_usr_0123456789abcdefghijABCD_${'x'.repeat(43)}`,
    `BKC_${id}_${'x'.repeat(43)}`,
    `bkc_${id}_${'x'.repeat(44)}`,
    ` bkc_${id}_${'x'.repeat(43)}`,
    `bkc_${id}_${'x'.repeat(43)}\n`,
  ])('is not read from %j', (text) => {
    expect(parseCredential(text)).toBeNull();
  });

  it('opens its own service and no other', () => {
    const service = { id, ...digestSecret(credential, keys) };
    expect(isSecretOfService(credential, service, keys)).toBe(true);
    expect(isSecretOfService(newCredential(id, bytes(6)), service, keys)).toBe(false);
    expect(isSecretOfService(newCredential(otherId, bytes(5)), service, keys)).toBe(false);
  });

  it('a digest copied to another service’s record opens nothing', () => {
    const copied = { id: otherId, ...digestSecret(credential, keys) };
    expect(isSecretOfService(newCredential(otherId, bytes(5)), copied, keys)).toBe(false);
    expect(isSecretOfService(credential, copied, keys)).toBe(false);
  });

  it('a damaged digest opens nothing', () => {
    for (const secretDigest of ['', 'AAAA', 'not base64!']) {
      expect(isSecretOfService(credential, { id, keyId: 'k1', secretDigest }, keys)).toBe(false);
    }
  });

  it('N4: stays valid after a rotation, until its key is taken out, which is an error and not a wrong secret', () => {
    const service = { id, ...digestSecret(credential, keys) };
    const rotated = createKeyRing([masterKey('k2', 2), masterKey('k1', 1)]);
    expect(isSecretOfService(credential, service, rotated)).toBe(true);
    expect(digestSecret(credential, rotated).keyId).toBe('k2');
    const without = createKeyRing([masterKey('k2', 2)]);
    expect(() => isSecretOfService(credential, service, without)).toThrow('MASTER_KEYS');
  });

  it('N6: its digest holds nothing of the secret', () => {
    const { secretDigest } = digestSecret(credential, keys);
    expect(Buffer.from(secretDigest, 'base64').includes(Buffer.from(bytes(5)))).toBe(false);
    expect(JSON.stringify(credential)).not.toContain(credential.secret.reveal());
  });

  it('takes 32 random bytes and no fewer', () => {
    expect(() => newCredential(id, new Uint8Array(31))).toThrow(RangeError);
  });
});
