import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  CODE_ALPHABET,
  CODE_RANDOM_SYMBOLS,
  CODE_SYMBOLS,
  computeCheckSymbol,
  formatCode,
  parseCode,
} from '../../src/domain/codes/code-format.ts';
import * as rule from '../../src/pages/assets/code-rule.js';

const code = fc
  .array(fc.constantFrom(...CODE_ALPHABET), {
    minLength: CODE_RANDOM_SYMBOLS,
    maxLength: CODE_RANDOM_SYMBOLS,
  })
  .map((symbols) => symbols.join('') + computeCheckSymbol(symbols.join('')));

/** What a hand makes of a code: other symbols here and there, case, look-alikes, dashes and spaces of every kind. */
const typed = fc
  .tuple(
    code,
    fc.array(fc.tuple(fc.nat(CODE_SYMBOLS - 1), fc.constantFrom(...CODE_ALPHABET, ...'0O1ILUäß!ﬁＡ')), {
      maxLength: 3,
    }),
    fc.array(fc.tuple(fc.nat(CODE_SYMBOLS), fc.constantFrom(' ', '-', '–', '−', '\u200b', '_', '.', '\t'))),
    fc.boolean(),
  )
  .map(([symbols, slips, fillers, isLower]) => {
    const hand = [...symbols];
    for (const [at, symbol] of slips) hand[at] = symbol;
    for (const [at, filler] of fillers) hand.splice(at, 0, filler);
    return isLower ? hand.join('').toLowerCase() : hand.join('');
  });

function agree(text: string): void {
  expect(rule.isWellFormed(text), JSON.stringify(text)).toBe(parseCode(text).kind === 'well_formed');
}

test('N2: the browser and the domain agree on what a code may look like, slip by slip', () => {
  fc.assert(fc.property(typed, agree), { numRuns: 3000, seed: 4 });
});

test('N2: they agree on any text at all, and on the longest', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 260 }), agree), { numRuns: 2000, seed: 4 });
  agree(`${' '.repeat(190)}ABCD`);
  agree('0'.repeat(16));
  agree('O'.repeat(16));
});

test('N2: the generator reaches both sides of the rule', () => {
  const kinds = new Set(fc.sample(typed, { numRuns: 300, seed: 4 }).map((text) => rule.isWellFormed(text)));
  expect(kinds).toEqual(new Set([true, false]));
});

test('N2: groups come out as a code is shown, whatever stood between the symbols', () => {
  fc.assert(
    fc.property(code, (symbols) => {
      const spelled = symbols.toLowerCase().replace(/(.{3})/g, '$1 - ');
      expect(rule.toGroups(rule.toSymbols(spelled))).toBe(formatCode(symbols));
    }),
    { seed: 4 },
  );
  expect(rule.toGroups(rule.toSymbols('abcd'))).toBe('ABCD');
  expect(rule.toGroups([])).toBe('');
});

test('N2: a character that no code could hold is named', () => {
  expect(rule.listForeign(rule.toSymbols('a!bc!'))).toEqual(['!']);
  expect(rule.listForeign(rule.toSymbols('ä!'))).toEqual(['Ä', '!']);
  expect(rule.listForeign(rule.toSymbols('0o1ilu'))).toEqual([]);
});

test('N2: the decimal digits of every script are read as digits, by the domain and by the browser', () => {
  const digits = Array.from({ length: 0x11_0000 }, (_, point) => point)
    .filter((point) => (point < 0xd800 || point > 0xdfff) && /\p{Nd}/u.test(String.fromCodePoint(point)))
    .map((point) => String.fromCodePoint(point));
  expect(digits.length).toBeGreaterThan(700);
  // A code with all the digits that codes have.
  const body = '23456789ABCDEFG';
  const symbols = body + computeCheckSymbol(body);
  for (let first = 0; first < digits.length; first += 10) {
    const script = digits.slice(first, first + 10);
    const written = symbols.replaceAll(/\d/g, (digit) => script[Number(digit)] ?? '');
    expect(parseCode(written), written).toEqual({ kind: 'well_formed', symbols });
    expect(rule.isWellFormed(written), written).toBe(true);
  }
});
