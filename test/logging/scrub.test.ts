import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CODE_ALPHABET, computeCheckSymbol, formatCode } from '../../src/domain/code-format.ts';
import { scrub } from '../../src/logging/scrub.ts';

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
        const scrubbed = scrub(line);
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
    'usr_0123456789abcdefghij',
    '6f1c2d3e-aaaa-bbbb-cccc-0123456789ab',
    'mongodb://db.example/backupcode',
    'https://docs.example/actions/that/help',
    'a'.repeat(64),
    '2026-11-22T10:11:12.131Z',
  ])('leaves %s alone', (text) => {
    expect(scrub(text)).toBe(text);
  });

  it('a number that could be a code is masked, and stays a number', () => {
    const fraction = '5.795362965577225e-281';
    expect(scrub(fraction)).toBe('5.999999999999999e-281');
    const whole = Array.from({ length: 200 }, (_, i) => String(2_345_678_923_456_222 + i)).map(scrub);
    expect(whole).toContain('9999999999999999');
    for (const text of whole) expect(Number.isFinite(JSON.parse(`[${text}]`)[0])).toBe(true);
  });

  it('any JSON stays JSON', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        JSON.parse(scrub(json));
      }),
    );
  });
});
