import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
// Duo's whole client can't be used here: it pins Duo's certificates.
import official from '@duosecurity/duo_api/lib/duo_sig.js';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { isDuoHost } from '../../../src/vendors/duo/duo-host.ts';
import { signDuo } from '../../../src/vendors/duo/sign-duo.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 12 });
const word = fc.stringMatching(/^[A-Za-z0-9]{1,40}$/);
// Duo's clients sort other names differently: in Python by their encoded form, in Node as they are.
const name = fc.stringMatching(/^[a-z][a-z0-9_]{0,9}$/);
const params = fc.dictionary(name, text, { maxKeys: 6 });

test('the signature is the one that Duo’s own client makes, for every request', () => {
  const request = fc.record({
    integrationKey: word,
    secretKey: text,
    method: fc.constantFrom('GET', 'post', 'DELETE'),
    host: fc.domain(),
    path: fc.webPath(),
    params,
    now: fc.integer({ min: 0, max: 4e12 }),
  });
  fc.assert(
    fc.property(request, ({ integrationKey, secretKey, method, host, path, params: given, now }) => {
      const keys = { host, integrationKey, secretKey };
      const shuffled = Object.entries(given).reverse();
      const { date, authorization } = signDuo(keys, { method, path, params: shuffled }, now);
      expect(Date.parse(date)).toBe(Math.floor(now / 1000) * 1000);
      expect(authorization).toBe(
        official.sign(integrationKey, secretKey, method, host, path, { ...given }, date),
      );
    }),
    { numRuns: 200 },
  );
});

test('names are sorted, then values; a name that begins like another comes first', () => {
  const sign = (...pairs: [string, string][]) =>
    signDuo(
      { host: 'h', integrationKey: 'i', secretKey: 's' },
      { method: 'GET', path: '/', params: pairs },
      0,
    );
  expect(sign(['a1', 'x'], ['a', 'y'], ['a', 'b'])).toEqual(sign(['a', 'b'], ['a', 'y'], ['a1', 'x']));
  expect(sign(['a', 'b'])).not.toEqual(sign(['a', 'c']));
});

interface Vector {
  readonly name: string;
  readonly sig_version: number;
  readonly hmac: string;
  readonly method: string;
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly date: string;
  readonly signature_hex: string;
}

const file = join(process.env.VENDOR_OPENAPI ?? resolve('../shared/vendor-openapi'), 'duo.json');
describe.skipIf(!existsSync(file))('vectors of Duo’s Python client', () => {
  it('are the signatures of its own oracle in Node, too', () => {
    const description = JSON.parse(readFileSync(file, 'utf8')) as {
      'x-signing': {
        vectors: Vector[];
        'test keys (invented)': { ikey: string; skey: string; host: string };
      };
    };
    const { ikey, skey, host } = description['x-signing']['test keys (invented)'];
    const vectors = description['x-signing'].vectors.filter(
      ({ sig_version: version, hmac }) => version === 2 && hmac === 'sha512',
    );
    expect(vectors.length).toBeGreaterThan(2);
    for (const { method, path, params: given, date, signature_hex: signature } of vectors) {
      const authorization = official.sign(ikey, skey, method, host, path, given, date);
      expect(Buffer.from(authorization.slice(6), 'base64').toString()).toBe(`${ikey}:${signature}`);
    }
  });
});

it.each([
  ['api-1a2b3c4d.duosecurity.com', true],
  ['API-1A2B3C4D.duosecurity.com', true],
  ['api-1a2b3c4d.duofederal.com', true],
  ['admin-1a2b3c4d.duosecurity.com', false],
  ['https://api-1a2b3c4d.duosecurity.com', false],
  ['api-1a2b3c4d.duosecurity.com.evil.example', false],
  ['api-1a2b3c4d.evil.com', false],
  ['api-evil.example/.duosecurity.com', false],
  ['api-1a2b@evil.duosecurity.com', false],
  ['api-1a2b3c4d.duosecurity.com:8443', false],
  ['', false],
])('%s is a host of Duo: %s', (text, isGood) => expect(isDuoHost(text)).toBe(isGood));
