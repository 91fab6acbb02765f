import fc from 'fast-check';
import { customRandom } from 'nanoid';
import { describe, expect, test } from 'vitest';
import {
  CODE_ALPHABET,
  CODE_RANDOM_SYMBOLS,
  CODE_SYMBOLS,
  computeCheckSymbol,
  formatCode,
  parseCode,
} from '../../../src/domain/codes/code-format.ts';
import { systemRandom } from '../../../src/system/system-random.ts';
import { createSeededBytes } from '../../support/seeded-random.ts';

const symbols = [...CODE_ALPHABET];
const drawSeeded = customRandom(CODE_ALPHABET, CODE_RANDOM_SYMBOLS, createSeededBytes('code format'));
const complete = (body: string): string => body + computeCheckSymbol(body);
const drawCode = (): string => complete(drawSeeded());
const replaceAt = (text: string, index: number, symbol: string): string =>
  text.slice(0, index) + symbol + text.slice(index + 1);
const read = (typed: string): string | null => {
  const parsed = parseCode(typed);
  return parsed.kind === 'well_formed' ? parsed.symbols : null;
};

describe('what a code is', () => {
  test('N1: the alphabet has no symbol that is taken for another', () => {
    expect(new Set(symbols).size).toBe(symbols.length);
    for (const symbol of '0O1ILU') expect(CODE_ALPHABET).not.toContain(symbol);
    expect(CODE_ALPHABET).toBe(CODE_ALPHABET.toUpperCase());
  });

  test('N1: a code has at least 64 random bits', () => {
    expect(CODE_SYMBOLS).toBe(CODE_RANDOM_SYMBOLS + 1);
    const bits = CODE_RANDOM_SYMBOLS * Math.log2(symbols.length);
    expect(bits).toBeGreaterThanOrEqual(64);
    expect(bits).toBeCloseTo(73.6, 1);
  });

  test('N1: it is written in four groups of four', () => {
    expect(formatCode('')).toBe('');
    expect(formatCode(drawCode())).toMatch(/^[2-9A-HJKMNP-TV-Z]{4}(-[2-9A-HJKMNP-TV-Z]{4}){3}$/);
  });

  /** Pearson's statistic over the counts of each symbol at each place. */
  function chiSquares(draw: () => string, draws: number): number[] {
    const counts = Array.from({ length: CODE_RANDOM_SYMBOLS }, () => new Map<string, number>());
    for (let count = 0; count < draws; count += 1) {
      [...draw()].forEach((symbol, place) => {
        const tally = counts[place];
        tally?.set(symbol, (tally.get(symbol) ?? 0) + 1);
      });
    }
    const expected = draws / symbols.length;
    return counts.map((tally) =>
      symbols.reduce((sum, symbol) => sum + ((tally.get(symbol) ?? 0) - expected) ** 2 / expected, 0),
    );
  }
  // 29 degrees of freedom: 58.3 is exceeded once in a thousand, 110 less than once in 10^10.
  test('N1: every symbol is equally likely at every place (seeded source)', () => {
    for (const statistic of chiSquares(drawSeeded, 15_000)) expect(statistic).toBeLessThan(58.3);
  });

  test('N1: so it is from the source that makes the real codes', () => {
    for (const statistic of chiSquares(() => systemRandom.codeSymbols().reveal(), 15_000)) {
      expect(statistic).toBeLessThan(110);
    }
  });

  test('N1: the statistic would notice a symbol that is half as likely as the others', () => {
    const draw = () => drawSeeded().replaceAll('Z', (symbol) => (Number(drawSeeded() > 'F') ? symbol : 'Y'));
    for (const statistic of chiSquares(draw, 15_000)) expect(statistic).toBeGreaterThan(110);
  });
});

describe('typing mistakes', () => {
  test('N2: every single wrong symbol is noticed, at every place of many codes', () => {
    let tried = 0;
    for (let count = 0; count < 40; count += 1) {
      const code = drawCode();
      for (let place = 0; place < CODE_SYMBOLS; place += 1) {
        for (const symbol of symbols) {
          if (symbol === code[place]) continue;
          tried += 1;
          expect(parseCode(replaceAt(code, place, symbol))).toEqual({ kind: 'mistyped', problem: 'check' });
        }
      }
    }
    expect(tried).toBe(40 * 16 * 29);
  });

  test('N2: all but one in 435 swaps of two neighbours are noticed', () => {
    let swaps = 0;
    let missed = 0;
    for (let count = 0; count < 3000; count += 1) {
      const code = drawCode();
      for (let place = 0; place + 1 < CODE_SYMBOLS; place += 1) {
        const [a = '', b = ''] = code.slice(place, place + 2);
        if (a === b) continue;
        swaps += 1;
        if (read(replaceAt(replaceAt(code, place, b), place + 1, a)) !== null) missed += 1;
      }
    }
    // Over every state of the sum and every pair: 60 of 26,100. Here 45,000 swaps stand for them.
    expect(missed / swaps).toBeGreaterThan(1 / 700);
    expect(missed / swaps).toBeLessThan(1 / 300);
  });

  test('N2: a symbol too few or too many is noticed', () => {
    const code = drawCode();
    for (const typed of [
      '',
      '-',
      code.slice(1),
      code.slice(0, -1),
      `${code}2`,
      code + code,
      '2'.repeat(201),
    ]) {
      expect(parseCode(typed)).toEqual({ kind: 'mistyped', problem: 'length' });
    }
  });

  test('N2: what is on no key of a code is noticed', () => {
    const code = drawCode();
    for (const symbol of ['!', 'é', 'Я', '字', '*', '/', '@']) {
      expect(parseCode(replaceAt(code, 5, symbol))).toEqual({ kind: 'mistyped', problem: 'symbol' });
    }
  });

  test('N2: a random text passes for a code at most once in thirty', () => {
    let passed = 0;
    for (let count = 0; count < 3000; count += 1) {
      if (read(drawSeeded() + drawSeeded().slice(0, 1)) !== null) passed += 1;
    }
    expect(passed / 3000).toBeGreaterThan(1 / 45);
    expect(passed / 3000).toBeLessThan(1 / 22);
  });
});

describe('what is forgiven', () => {
  const code = complete('7KQ2XWMZ4HTR9CD');
  const written = formatCode(code);
  const wide = (text: string) =>
    [...text].map((symbol) => String.fromCharCode(symbol.charCodeAt(0) + 0xfee0)).join('');
  test.each([
    ['as shown', written],
    ['without dashes', code],
    ['in lower case', written.toLowerCase()],
    ['in mixed case', `${code.slice(0, 7).toLowerCase()}${code.slice(7)}`],
    ['with spaces', code.replaceAll(/(..)/g, '$1 ')],
    ['with a space at either end', `  ${written}\t`],
    ['with a line break', `${written}\r\n`],
    ['with en and em dashes', written.replace('-', '–').replace('-', '—')],
    ['with a minus sign', written.replaceAll('-', '\u2212')],
    ['with non-breaking hyphens and spaces', written.replace('-', '\u2011').replace('-', '\u00a0')],
    ['with dots', written.replaceAll('-', '.')],
    ['with underscores', written.replaceAll('-', '_')],
    ['with zero-width characters', [...written].join('\u200b')],
    ['with a byte order mark', `\ufeff${written}`],
    ['with soft hyphens', written.replaceAll('-', '\u00ad')],
    ['in full width', wide(written)],
    ['in full width and lower case', wide(written.toLowerCase())],
  ])('N2: %s', (_title, typed) => {
    expect(read(typed)).toBe(code);
  });

  test('N2: a misread symbol is put right where only one reading can be', () => {
    const lookAlikes: readonly (readonly [string, string])[] = [
      ['Q', '0Oo'],
      ['D', '0Oo'],
      ['J', '1IiLl'],
      ['7', '1IiLl'],
      ['T', '1IiLl'],
      ['V', 'Uu'],
    ];
    for (const [symbol, typedInstead] of lookAlikes) {
      for (let place = 0; place < CODE_RANDOM_SYMBOLS; place += 1) {
        const right = complete(replaceAt(drawSeeded(), place, symbol));
        for (const typed of typedInstead) expect(read(replaceAt(right, place, typed))).toBe(right);
      }
    }
  });

  test('N2: several misread symbols are put right or refused, never guessed', () => {
    let solved = 0;
    let refused = 0;
    for (let count = 0; count < 300; count += 1) {
      const right = complete(`QT${drawSeeded().slice(0, 6)}QJ${drawSeeded().slice(0, 5)}`);
      const got = read(right.replaceAll('Q', '0').replaceAll('T', '1').replaceAll('J', 'l'));
      if (got === right) solved += 1;
      else if (got === null) refused += 1;
      else expect.unreachable(`${right} was read as ${got}`);
    }
    expect(solved).toBeGreaterThan(0);
    expect(refused).toBeGreaterThan(0);
  });

  test('N2: white space is forgiven as long as the whole is no longer than 200 characters', () => {
    expect(read(code + ' '.repeat(184))).toBe(code);
    expect(parseCode(code + ' '.repeat(185))).toEqual({ kind: 'mistyped', problem: 'length' });
  });

  test('N2: four symbols misread three ways are tried, five are rubbish', () => {
    const body = '7777ABCDEFGHJKM';
    const misread = (count: number) => '1'.repeat(count) + complete(body).slice(count);
    expect(parseCode(misread(4))).not.toMatchObject({ problem: 'symbol' });
    expect(parseCode(`1${misread(4).slice(1, 4)}1${misread(4).slice(5)}`)).toEqual({
      kind: 'mistyped',
      problem: 'symbol',
    });
  });

  test('nothing is forgiven that would make a code of a text without one', () => {
    expect(parseCode('O'.repeat(16)).kind).toBe('mistyped');
    expect(parseCode('1'.repeat(16)).kind).toBe('mistyped');
  });
});

describe('any text', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({ unit: fc.constantFrom(...CODE_ALPHABET, ...'0O1ILUu- '), minLength: 12, maxLength: 24 }),
    fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
  );

  test('N2: is read or called mistyped, and never throws', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const parsed = parseCode(text);
        if (parsed.kind !== 'well_formed') return;
        expect(parsed.symbols).toHaveLength(CODE_SYMBOLS);
        expect(complete(parsed.symbols.slice(0, -1))).toBe(parsed.symbols);
      }),
      { seed: 1, numRuns: 2000 },
    );
  });

  test('the longest look-alikes are done within the time of a test, where trying every reading would take years', () => {
    for (let count = 0; count < 1000; count += 1) parseCode('1O'.repeat(8));
    for (let count = 0; count < 1000; count += 1) parseCode('\ufdfa'.repeat(200));
    expect(parseCode('1O'.repeat(8)).kind).toBe('mistyped');
  });

  test('a check symbol is computed over the alphabet only', () => {
    expect(() => computeCheckSymbol('ABC0')).toThrow(RangeError);
    expect(() => computeCheckSymbol('ABC0')).toThrow('holds symbols of the code alphabet only');
    expect(() => computeCheckSymbol('abc')).toThrow(RangeError);
  });
});
