import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createKeyRing } from '../../../src/domain/crypto/key-ring.ts';
import { Secret } from '../../../src/domain/crypto/secret.ts';
import { readDisownLink, signDisownLink } from '../../../src/services/notices/disown-link.ts';
import { systemRandom } from '../../../src/system/system-random.ts';

const keyOf = (id: string, byte: number) => ({ id, bytes: new Secret(Buffer.alloc(32, byte)) });
const keys = createKeyRing([keyOf('one', 1)]);
const link = {
  organizationId: systemRandom.id('organization'),
  codeId: systemRandom.id('code'),
  expiresAt: 1_800_000_000_000,
};
const before = link.expiresAt - 1;

it('N19: a link is read back until it expires, also after a new key', () => {
  const token = signDisownLink(keys, link);
  expect(token).toMatch(/^[\w.-]{90,200}$/);
  expect(signDisownLink(keys, link)).toBe(token);
  expect(readDisownLink(keys, token, before)).toEqual(link);
  expect(readDisownLink(keys, token, link.expiresAt)).toBeNull();
  const rotated = createKeyRing([keyOf('two', 2), keyOf('one', 1)]);
  expect(readDisownLink(rotated, token, before)).toEqual(link);
  expect(readDisownLink(createKeyRing([keyOf('two', 2)]), token, before)).toBeNull();
  expect(readDisownLink(createKeyRing([keyOf('one', 3)]), token, before)).toBeNull();
});

it('N9: whatever is changed, added or cut, it is no link', () => {
  const token = signDisownLink(keys, link);
  const index = fc.integer({ min: 0, max: token.length - 1 });
  const symbol = fc.constantFrom(...'abcXYZ019-_.%/ é');
  fc.assert(
    fc.property(index, symbol, fc.constantFrom('change', 'add', 'cut'), (at, put, how) => {
      const rest = token.slice(how === 'add' ? at : at + 1);
      const forged = how === 'cut' ? token.slice(0, at) : token.slice(0, at) + put + rest;
      // The last symbol of base64url holds bits that no byte has: a change of these alone reads the same.
      if (forged === token || (how === 'change' && at === token.length - 1)) return;
      expect(readDisownLink(keys, forged, before)).toBeNull();
    }),
  );
});
