import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CODE_ALPHABET,
  computeCheckSymbol,
  formatCode,
  parseCode,
} from '../../../src/domain/codes/code-format.ts';
import { maskCodes } from '../../../src/domain/codes/mask-codes.ts';
import { spellCode } from '../../../src/domain/codes/spell-code.ts';
import { refusalCodes } from '../../../src/domain/requests/refusals.ts';

const codes = fc
  .array(fc.constantFrom(...CODE_ALPHABET), { minLength: 15, maxLength: 15 })
  .map((list) => list.join(''))
  .map((body) => formatCode(body + computeCheckSymbol(body)));

const bare = (code: string): string => code.replaceAll('-', '');
const said = (code: string): string => spellCode(code).replaceAll('> ', '').replaceAll('\n', ' ');
const cut = (text: string, ...sizes: number[]): string[] =>
  sizes.map((size, index) => {
    const from = sizes.slice(0, index).reduce((sum, each) => sum + each, 0);
    return text.slice(from, from + size);
  });
const toWide = (text: string): string =>
  text.replaceAll(/[!-~]/g, (each) => String.fromCharCode(each.charCodeAt(0) + 0xfee0));

const toArabic = (digit: string): string => String.fromCharCode(0x660 + Number(digit));

/** A code whose check symbol is right. */
const SOUND = formatCode(`ABCDEFGHJKM2345${computeCheckSymbol('ABCDEFGHJKM2345')}`);

type Spelling = readonly [string, (code: string) => string];

/** Every way in which we show a code, or a person may write one, that holds next to any other text. */
const spellings: readonly Spelling[] = [
  ['as it is shown', (code) => code],
  ['bare', bare],
  ['with the digits of another script', (code) => code.replaceAll(/\d/g, toArabic)],
  ['in groups with spaces', (code) => code.replaceAll('-', ' ')],
  ['in groups with dots', (code) => code.replaceAll('-', '.')],
  ['in groups with underscores', (code) => code.replaceAll('-', '_')],
  ['in groups with slashes', (code) => code.replaceAll('-', ' / ')],
  ['in groups with commas', (code) => code.replaceAll('-', ', ')],
  ['in groups with en dashes', (code) => code.replaceAll('-', '–')],
  ['in groups with em dashes and spaces', (code) => code.replaceAll('-', ' — ')],
  ['in groups with minus signs', (code) => code.replaceAll('-', '\u2212')],
  ['in groups with no-break hyphens', (code) => code.replaceAll('-', '\u2011')],
  ['in groups with no-break spaces', (code) => code.replaceAll('-', '\u00a0')],
  ['a group a line', (code) => code.replaceAll('-', '\n')],
  ['a group a line, quoted', (code) => `> ${code.replaceAll('-', '\n> ')}`],
  ['each group in backticks', (code) => `\`${code.replaceAll('-', '`-`')}\``],
  ['each group bold', (code) => `*${code.replaceAll('-', '* *')}*`],
  ['in groups of eight', (code) => cut(bare(code), 8, 8).join(' ')],
  ['in pairs', (code) => cut(bare(code), 2, 2, 2, 2, 2, 2, 2, 2).join(' ')],
  ['symbol by symbol', (code) => [...bare(code)].join(' ')],
  ['symbol by symbol with dashes', (code) => [...bare(code)].join('-')],
  ['with invisible characters', (code) => [...code].join('\u200b')],
  ['with soft hyphens', (code) => bare(code).replaceAll(/.{3}/g, '$&\u00ad')],
  ['in full width', toWide],
  ['in full width, bare', (code) => toWide(bare(code))],
  [
    'in mathematical capitals',
    (code) => code.replaceAll(/[A-Z]/g, (each) => String.fromCodePoint(0x1d400 + each.charCodeAt(0) - 65)),
  ],
  [
    'in circles',
    (code) => code.replaceAll(/[A-Z]/g, (each) => String.fromCharCode(0x24b6 + each.charCodeAt(0) - 65)),
  ],
  ['in words', said],
  ['in words, a group a line, as it is shown', spellCode],
  ['in words with commas', (code) => said(code).replaceAll(' ', ', ')],
  ['in words with dashes', (code) => said(code).replaceAll(' ', '-')],
  ['in words with nothing between', (code) => said(code).replaceAll(' ', '')],
  ['in words, the dashes too', (code) => spellCode(code).replaceAll(/\n?> /g, ' dash ').trim()],
  [
    'in words as others write them',
    (code) =>
      said(code)
        .replaceAll('Alfa', 'Alpha')
        .replaceAll('Juliett', 'Juliet')
        .replaceAll('Whiskey', 'Whisky')
        .replaceAll('X-ray', 'Xray'),
  ],
  [
    'letters in words, digits as they are',
    (code) =>
      code
        .split('-')
        .map((group) => [...group].map((each) => (/\d/.test(each) ? each : said(each))).join(' '))
        .join(', '),
  ],
];

/** Those that end where a word does. */
const looseSpellings: readonly Spelling[] = [
  ['divided in three and five', (code) => cut(bare(code), 3, 5, 3, 5).join(' ')],
  ['with a dash that is missing', (code) => code.replace('-', '')],
  ['with a dash that is missing in the middle', (code) => code.replace(/-(?=.{9}$)/, '')],
  ['broken by the end of a line', (code) => `${code.slice(0, 7)}-\n${code.slice(7)}`],
];

const anyCase = fc.constantFrom<(text: string) => string>(
  (text) => text,
  (text) => text.toLowerCase(),
  (text) => text.toUpperCase(),
  (text) => [...text].map((each, index) => (index % 2 === 0 ? each.toLowerCase() : each)).join(''),
);

const words = fc.constantFrom(
  '',
  'code',
  'x',
  'Z9',
  'theCodeIs',
  'ABCD',
  '2345',
  'é',
  '字',
  '🙈',
  ')',
  '"',
  '=',
  ':',
  '\\n',
  '\n',
  '%2D',
);
const anyText = fc.oneof(
  words,
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
);

describe('N21: a code in free text', () => {
  it.each(spellings)('does not survive %s, whatever stands around it', (_name, write) => {
    fc.assert(
      fc.property(codes, anyCase, anyText, anyText, (code, toCase, before, after) => {
        const written = toCase(write(code));
        const masked = maskCodes(`${before}${written}${after}`);
        expect(masked).toContain('[code]');
        expect(masked).not.toContain(written);
      }),
    );
  });

  it.each(looseSpellings)('does not survive %s among other words', (_name, write) => {
    fc.assert(
      fc.property(codes, anyCase, (code, toCase) => {
        const written = toCase(write(code));
        expect(maskCodes(`I read her: ${written}, and it did not work`)).not.toContain(written);
        expect(maskCodes(written)).toBe('[code]');
      }),
    );
  });

  it('does not survive in JSON, in JSON within JSON, or in an address', () => {
    fc.assert(
      fc.property(codes, fc.constantFrom(...spellings), (code, [, write]) => {
        const json = JSON.stringify({ text: `a\n${write(code)}\n` });
        const masked = [json, JSON.stringify({ json }), encodeURIComponent(code.replaceAll('-', ' '))].map(
          (text) => maskCodes(text),
        );
        for (const text of masked) expect(text).toContain('[code]');
        expect(masked.join()).not.toContain(bare(code));
        expect(masked.join()).not.toContain(JSON.stringify(write(code)).slice(1, -1));
      }),
    );
  });

  it('goes with its look-alikes wherever it would be redeemed with them', () => {
    const misread = { Q: 'O', D: '0', J: 'I', T: 'l', '7': '1', V: 'u' };
    fc.assert(
      fc.property(codes, fc.constantFrom(...Object.entries(misread)), (code, [symbol, typed]) => {
        const written = code.replace(symbol, typed);
        fc.pre(parseCode(written).kind === 'well_formed');
        expect(maskCodes(`she read ${written} to me`)).not.toContain(written);
        if (/\d/.test(written)) expect(maskCodes(`it is ${bare(written)}.`)).not.toContain(bare(written));
      }),
    );
  });

  it('goes with one wrong symbol too, where it has the form of one', () => {
    expect(maskCodes('abcd-efgh-jkmn-pq23, wrong')).toBe('[code], wrong');
    expect(maskCodes('23cd efgh jkmn pq23, wrong')).toBe('[code], wrong');
    expect(maskCodes('23cdefghjkmnpq23, wrong')).toBe('[code], wrong');
  });

  it.each([
    ['dashes with spaces around them', 'abcd - efgh - jkmn - pq23, wrong', '[code], wrong'],
    ['first one in words, then one as it is shown', `${said(SOUND)}; or ${SOUND}.`, '[code]; or [code].'],
    ['after an escape', `\\n\\t${SOUND}\\nand more`, '\\n\\t[code]\\nand more'],
    ['nothing but the code', bare(SOUND), '[code]'],
  ])('leaves what stands around it: %s', (_name, text, masked) => {
    expect(maskCodes(text)).toBe(masked);
  });

  it('goes as a whole where two overlap, and leaves what stands around them', () => {
    const both = 'ABCD-EFGH-JKMN-PQRS-TVWX';
    expect(maskCodes(`before ${both} after`)).toBe('before [code] after');
  });
});

describe('what is no code', () => {
  it.each([
    'lost phone',
    'Lost her phone on the train this morning; identity checked by video call with her manager.',
    'new laptop, old authenticator was not backed up. Ticket HD-20931, asked by @lena via it-help@acme.example',
    'Phone was stolen in Paris, see https://tickets.acme.example/browse/SEC-4471?focused=true#comment-12',
    'called back on the number in HR: +49 30 5557 2244, answered two of three questions',
    'They said they were at the desk when that went away; then they sent text that made sense.',
    'serial C02XK1ABJG5H, asset 7741-22',
    'alpha tester, tango class, hotel wifi: no second factor there',
    'seven of nine devices were reset on 2026-11-22 at 10:11, two were kept',
    'misunderstanding about responsibilities and internationalization',
    'HAS A NEW PHONE, OLD ONE WAS WIPED BY MDM',
    'verlorenes Telefon, Sicherheitsschlüssel liegt zu Hause, Vertretung durch Frau Krämer bestätigt',
    'téléphone cassé, identité vérifiée par Mme Lefèvre en visio',
    '電話をなくしました。本人確認済み',
    'Потеряла телефон, личность проверена по видео',
    'columns a b c d e f g h j k m n p q r s',
    'usr_0123456789abcdefghij asked for usr_zyxwv98765zyxwv98765',
    '',
    'ok',
  ])('%s', (text) => {
    expect(maskCodes(text)).toBe(text);
  });

  it('no reason of a refusal is taken for one', () => {
    for (const code of refusalCodes) expect(maskCodes(code)).toBe(code);
  });
});
