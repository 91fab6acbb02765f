import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createKeyRing } from '../../../src/domain/crypto/key-ring.ts';
import { SEAL_NONCE_BYTES, seal, unseal } from '../../../src/domain/crypto/seal.ts';
import { Secret } from '../../../src/domain/crypto/secret.ts';
import { createSeededBytes } from '../../support/seeded-random.ts';

const bytes = createSeededBytes('seal');
const key = (id: string) => ({ id, bytes: new Secret<Uint8Array>(createSeededBytes(id)(32)) });
const keys = createKeyRing([key('k1')]);
const plain = 'https://hooks.slack.test/actions/T1/2/3';
const context = { purpose: 'prompt-url', id: 'req_1' } as const;
const sealed = () => seal(new Secret(plain), context, bytes(SEAL_NONCE_BYTES), keys);

describe('sealing', () => {
  test('what was sealed is read again, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const box = seal(new Secret(text), context, bytes(SEAL_NONCE_BYTES), keys);
        expect(unseal(box, context, keys)?.reveal()).toBe(text);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  test('N6: nothing of the text is to be seen, and the same text is sealed differently each time', () => {
    const first = sealed();
    expect(first).not.toBe(sealed());
    expect(first).not.toContain('slack');
    expect(first).not.toContain(Buffer.from(plain).toString('base64url').slice(0, 12));
  });

  test('a change of any character is noticed', () => {
    const box = sealed();
    for (let place = 0; place < box.length; place += 1) {
      const other = box[place] === 'x' ? 'y' : 'x';
      const altered = `${box.slice(0, place)}${other}${box.slice(place + 1)}`;
      const opened = unseal(altered, context, keys);
      // The last bits of a base64 character may stand for nothing: then the very same bytes were read.
      expect(opened === null || opened.reveal() === plain, `place ${place}`).toBe(true);
      if (opened !== null) expect(decode(altered)).toEqual(decode(box));
    }
  });

  test('a tag that was shortened is not accepted', () => {
    const [id, nonce, body, tag = ''] = sealed().split('.');
    for (const length of [0, 4, 8, 12, 15]) {
      const short = Buffer.from(tag, 'base64url').subarray(0, length).toString('base64url');
      expect(unseal([id, nonce, body, short].join('.'), context, keys)).toBeNull();
    }
  });

  test('text that was never sealed is not opened, and never throws', () => {
    for (const text of ['', '.', '...', 'k1...', 'k1.a.b.c', plain])
      expect(unseal(text, context, keys)).toBeNull();
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => unseal(text, context, keys) === null),
      { seed: 2, numRuns: 500 },
    );
  });

  test('N4: copied to another record, or to another field of the same, it does not open', () => {
    const box = sealed();
    expect(unseal(box, { ...context, id: 'req_2' }, keys)).toBeNull();
    expect(unseal(box, { ...context, purpose: 'reveal-url' }, keys)).toBeNull();
  });

  test('after a rotation old boxes open; without their key they do not', () => {
    const box = sealed();
    expect(unseal(box, context, createKeyRing([key('k2'), key('k1')]))?.reveal()).toBe(plain);
    expect(unseal(box, context, createKeyRing([key('k2')]))).toBeNull();
    expect(unseal(box, context, createKeyRing([{ ...key('k2'), id: 'k1' }]))).toBeNull();
  });

  test('the id of a key may hold dots', () => {
    const dotted = createKeyRing([key('2026.01.k')]);
    const box = seal(new Secret(plain), context, bytes(SEAL_NONCE_BYTES), dotted);
    expect(unseal(box, context, dotted)?.reveal()).toBe(plain);
  });
});

const decode = (box: string) => box.split('.').map((part) => Buffer.from(part, 'base64url').toString('hex'));
