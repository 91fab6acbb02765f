import { domainToASCII } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalizeDomain, parseEmail, parseLogin } from '../../../src/domain/directory/email.ts';

describe('a domain', () => {
  test.each([
    ['acme.test', 'acme.test'],
    ['ACME.Test', 'acme.test'],
    ['acme.test.', 'acme.test'],
    ['  acme.test ', 'acme.test'],
    ['mail.acme.test', 'mail.acme.test'],
    ['münchen.test', 'xn--mnchen-3ya.test'],
    ['MÜNCHEN.test', 'xn--mnchen-3ya.test'],
    ['mu\u0308nchen.test', 'xn--mnchen-3ya.test'],
    ['xn--mnchen-3ya.test', 'xn--mnchen-3ya.test'],
    ['acme。test', 'acme.test'],
    ['acme.tést', 'acme.xn--tst-bma'],
    ['acme.t2', 'acme.t2'],
    ['acme.2test', 'acme.2test'],
    ['mail.365.test', 'mail.365.test'],
    ['ŉ.test', 'xn--n-y6a.test'],
    ['ẚ.test', 'xn--a-36a.test'],
    [`${'a'.repeat(63)}.test`, `${'a'.repeat(63)}.test`],
    [`${'a.'.repeat(126)}t`, `${'a.'.repeat(126)}t`],
  ])('N12: %s is compared as %s', (text, normalized) => {
    expect(normalizeDomain(text)).toBe(normalized);
  });

  test.each([
    ['Cyrillic a', 'аcme.test'],
    ['Greek omicron', 'acme.cοm'],
    ['dotless i', 'mıa.test'],
    ['a sub-domain', 'acme.test.evil.example'],
    ['a longer name', 'notacme.test'],
  ])('N12: a look-alike (%s) is another domain', (_what, text) => {
    expect(normalizeDomain(text)).not.toBeNull();
    expect(['acme.test', 'acme.com', 'mia.test']).not.toContain(normalizeDomain(text));
  });

  test('N12: a plain name is compared as the standard would have it', () => {
    const name = fc.string({ unit: fc.constantFrom(...'abxyn019-.'), minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(
        fc.oneof(name, fc.constantFrom('1.0x7f', '0x7f.1', '1.0xa', 'xn--a.test', 'a.xn--9')),
        (text) => {
          const normalized = normalizeDomain(text);
          if (normalized !== null) expect(domainToASCII(text.replace(/\.$/, ''))).toBe(normalized);
        },
      ),
      { numRuns: 20_000 },
    );
  });

  test.each([
    '',
    '.',
    '..',
    'acme',
    'acme..test',
    '.acme.test',
    'acme.test..',
    '-acme.test',
    'acme-.test',
    'ac_me.test',
    'acme test',
    'ａｃｍｅ.test',
    'acme．test',
    'ﬁnance.test',
    'ac\u212ae.test',
    'acme.test/x',
    'acme.test:80',
    'a@acme.test',
    'acme.test?x',
    'acme.test#x',
    'acme.test\\x',
    '%61cme.test',
    '[::1]',
    '127.0.0.1',
    '10.0.0.12',
    '1.2',
    'acme.test\u0000',
    'acme\u0000.test',
    `${'a'.repeat(64)}.test`,
    `${'a.'.repeat(130)}test`,
    `${'a.'.repeat(126)}te`,
  ])('N12: %j is none', (text) => {
    expect(normalizeDomain(text)).toBeNull();
  });

  test('N12: the normal form is the normal form of itself, of any text whatever', () => {
    const labels = fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }), {
      minLength: 2,
      maxLength: 4,
    });
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.domain(),
          labels.map((parts) => parts.join('.')),
        ),
        (text) => {
          const normalized = normalizeDomain(text);
          if (normalized === null) return;
          expect(normalized).toMatch(/^[a-z0-9.-]+$/);
          expect(normalizeDomain(normalized)).toBe(normalized);
          expect(normalizeDomain(normalized.toUpperCase())).toBe(normalized);
        },
      ),
      { seed: 1, numRuns: 2000 },
    );
  });
});

describe('an e-mail address', () => {
  test.each([
    ['lena@acme.test', 'lena@acme.test', 'acme.test'],
    [' Lena.Meyer@ACME.test. ', 'lena.meyer@acme.test', 'acme.test'],
    ['lena+codes@acme.test', 'lena+codes@acme.test', 'acme.test'],
    ['o’neil@acme.test'.replace('’', "'"), "o'neil@acme.test", 'acme.test'],
    ['x@mail.acme.test', 'x@mail.acme.test', 'mail.acme.test'],
    ['x@MÜNCHEN.test', 'x@xn--mnchen-3ya.test', 'xn--mnchen-3ya.test'],
    [`${'x'.repeat(64)}@acme.test`, `${'x'.repeat(64)}@acme.test`, 'acme.test'],
  ])('N12: %s is %s at %s', (text, address, domain) => {
    expect(parseEmail(text)).toEqual({ address, domain });
  });

  test.each([
    '',
    '@',
    'lena',
    '@acme.test',
    'acme.test',
    'lena@',
    'lena@acme',
    'lena acme@acme.test',
    'lena@evil.example@acme.test',
    '"lena"@acme.test',
    'lena@[127.0.0.1]',
    'lena@127.0.0.1',
    'lena\u0000@acme.test',
    'lena\u200b@acme.test',
    'lenа@acme.test',
    'ｌena@acme.test',
    '\u212aim@acme.test',
    'kim@acme.te\u017ft',
    'kim@\u212aacme.test',
    'lena@acme.test\nBcc: x@evil.example',
    'lena@acme.test, x@evil.example',
    '<lena@acme.test>',
    'mailto:lena@acme.test',
    `${'x'.repeat(65)}@acme.test`,
  ])('N12: %j is none', (text) => {
    expect(parseEmail(text)).toBeNull();
  });

  test('N12: two spellings of one address are one, and the domain is always its own', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (text) => {
        const parsed = parseEmail(text);
        if (parsed === null) return;
        expect(parseEmail(text.toUpperCase())).toEqual(parsed);
        expect(parseEmail(parsed.address)).toEqual(parsed);
        expect(parsed.address.endsWith(`@${parsed.domain}`)).toBe(true);
      }),
      { seed: 2, numRuns: 1000 },
    );
  });

  test('N12: any text is read or refused, and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const parsed = parseEmail(text);
        if (parsed !== null) expect(parsed.address).toMatch(/^[!-~]+$/);
      }),
      { seed: 3, numRuns: 2000 },
    );
  });
});

describe('what a person signs in with', () => {
  test.each([
    [' Lena@ACME.test', 'lena@acme.test'],
    ['+49 151 1234-5678', '+4915112345678'],
  ])('N12: %j is %s', (text, login) => {
    expect(parseLogin(text)).toBe(login);
  });

  test.each(['', 'lena', 'lena@', '0151 12345678'])('N12: %j is neither an address nor a number', (text) => {
    expect(parseLogin(text)).toBeNull();
  });
});
