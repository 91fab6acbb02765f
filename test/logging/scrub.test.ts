import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CODE_ALPHABET, computeCheckSymbol, formatCode } from '../../src/domain/codes/code-format.ts';
import { type IdKind, idPrefixes } from '../../src/domain/ids.ts';
import { scrub, scrubLine } from '../../src/logging/scrub.ts';
import { systemRandom } from '../../src/system/system-random.ts';

const symbols = fc
  .array(fc.constantFrom(...CODE_ALPHABET), { minLength: 15, maxLength: 15 })
  .map((list) => list.join(''))
  .map((body) => body + computeCheckSymbol(body));

describe('N6: what looks like a secret is masked in any text', () => {
  it('backup codes, grouped or not, in any case, next to anything that is no letter or digit', () => {
    const around = fc.constantFrom(
      '',
      ' ',
      '"',
      '(',
      '*',
      ':',
      '/',
      '`',
      '\n',
      '\t',
      '\u001b',
      'é',
      '_',
      '=',
    );
    const form = fc.constantFrom(
      formatCode,
      (text: string) => text,
      (text: string) => formatCode(text).toLowerCase(),
      (text: string) => formatCode(text).replaceAll('-', ' '),
    );
    fc.assert(
      fc.property(symbols, form, around, around, (code, write, before, after) => {
        const line = JSON.stringify({ msg: `${before}${write(code)}${after}` });
        const scrubbed = scrubLine(line);
        JSON.parse(scrubbed);
        return !scrubbed.includes(write(code));
      }),
    );
  });

  it.each([
    ['xoxb-1-made-up'],
    ['xoxp-1-made-up'],
    ['xoxe.xoxb-1-made-up'],
    ['xapp-1-A1-made-up'],
    ['bkc_cli_0123456789abcdefghij_made-up_SECRET'],
    ['https://hooks.slack.com/commands/T1/2/made-up'],
    ['https://hooks.slack-gov.com/actions/T1/2/made-up'],
    ['http://127.0.0.1:4000/actions/T0ABC/2/made-up'],
    ['Bearer made-up-token'],
    ['wss://wss-primary.slack.test/link/?ticket=made-up&app_id=1'],
    ['eyJhbGciOiJub25lIn0.eyJzdWIiOiJtYWRlLXVwIn0.made-up'],
  ])('%s', (secret) => {
    expect(scrub(`{"msg":"before ${secret} after"}`)).not.toContain('made-up');
    expect(scrub(`{"msg":"before ${secret} after"}`)).toMatch(/before .* after"}$/);
  });

  it('passwords in MongoDB addresses, even with an unescaped @, and master keys', () => {
    expect(scrub('mongodb://user:p@ss@db.example/x')).toBe('mongodb://user:[redacted]@db.example/x');
    expect(scrub('mongodb+srv://user:pass@db.example')).toBe('mongodb+srv://user:[redacted]@db.example');
    const key = Buffer.alloc(32, 200).toString('base64');
    expect(scrub(`MASTER_KEYS=2026-a:${key}`)).not.toContain(key);
  });

  it.each([
    'usr_0VcPg2H69bMBNkQNFpx8PKBx',
    '6f1c2d3e-aaaa-bbbb-cccc-0123456789ab',
    'mongodb://db.example/backupcode',
    'https://docs.example/actions/that/help',
    'a'.repeat(64),
    '2026-11-22T10:11:12.131Z',
  ])('leaves %s alone', (text) => {
    expect(scrub(text)).toBe(text);
  });

  it('leaves ids of ours, hashes and UUIDs alone, though one in a hundred has something like a code in it', () => {
    const hex = fc.array(fc.constantFrom(...'0123456789abcdef'), { minLength: 64, maxLength: 64 });
    const kinds = fc.constantFrom(...(Object.keys(idPrefixes) as IdKind[]));
    fc.assert(
      fc.property(hex, kinds, fc.uuid(), (hash, kind, uuid) => {
        const line = `{"hash":"${hash.join('')}","target":"${systemRandom.id(kind)}","id":"${uuid}"}`;
        expect(scrubLine(line)).toBe(line);
      }),
      { numRuns: 2000 },
    );
  });

  it('numbers stay as they are, and the end of the line too', () => {
    const line = '{"a":5.795362965577225e-281,"b":2345678923456222,"c":[null,true]}\n';
    expect(scrubLine(line)).toBe(line);
  });

  it('what is no JSON is scrubbed as a text', () => {
    expect(scrubLine('cut off: {"msg":"xoxb-made-up\n')).toBe('cut off: {"msg":"[redacted]\n');
  });

  it('any JSON stays JSON', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        JSON.parse(scrubLine(json));
      }),
    );
  });
});

describe('N21: scrubbing takes time that is linear in the text', () => {
  it.each([
    'mongodb://a:',
    'mongodb://a:mongodb://',
    'http://',
    'https://a/commands/T',
    'https://hooks.slack',
    'wss://',
    'xoxe.xoxb',
    'eyJ',
    'bearer ',
    'a-',
    'a:',
    'usr_',
    'aaaaaaaa-aaaa-',
    ' ',
    '\\',
    '"',
  ])('1 MB of %j', (piece) => {
    const text = piece.repeat(1_000_000 / piece.length);
    expect(scrub(`${text} xoxb-made-up`)).not.toContain('made-up');
    expect(scrubLine(JSON.stringify({ text: `${text} xoxb-made-up` }))).not.toContain('made-up');
  });
});
