import { toAsciiDigit } from '../ascii-digit.ts';

/**
 * The written form of a backup code: 16 symbols in 4 groups of 4, of which 15 are random and the last is a check
 * symbol (N1, N2). The alphabet is Crockford's without 0 and 1 as well, so none of `0 O 1 I L U` occurs:
 * 30 symbols, 15 * log2(30) = 73.6 random bits, above the 64 that NIST SP 800-63B-4 section 3.1.2.1 asks of a
 * look-up secret that is stored hashed.
 *
 * The check symbol is ISO/IEC 7064's hybrid system MOD 31,30 (MOD M+1,M with M = 30): it catches every
 * single wrong symbol and nearly every swap of two neighbours.
 */
export const CODE_ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
export const CODE_RANDOM_SYMBOLS = 15;
export const CODE_SYMBOLS = 16;
const GROUP = 4;
const M = CODE_ALPHABET.length;

/** Symbols that a typed character may have been meant as. None of the keys is in the alphabet. */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  '0': 'QD',
  O: 'QD',
  '1': 'J7T',
  I: 'J7T',
  L: 'J7T',
  U: 'V',
};
/** With more readings than this, the text is noise, not a slip. */
const READINGS_MAX = 81;

/**
 * The check symbol for the given random symbols.
 * @param body symbols of {@link CODE_ALPHABET} only
 */
export function computeCheckSymbol(body: string): string {
  let product = M;
  for (const symbol of body) {
    const value = CODE_ALPHABET.indexOf(symbol);
    if (value < 0) throw new RangeError('A code body holds symbols of the code alphabet only');
    const sum = (product + value) % M || M;
    product = (sum * 2) % (M + 1);
  }
  return CODE_ALPHABET.charAt((M + 1 - product) % M);
}

/** `XXXX-XXXX-XXXX-XXXX`, the form in which a code is shown and read out. */
export function formatCode(symbols: string): string {
  return symbols.match(new RegExp(`.{1,${GROUP}}`, 'g'))?.join('-') ?? '';
}

export type ParsedCode =
  | { readonly kind: 'well_formed'; readonly symbols: string }
  | { readonly kind: 'mistyped'; readonly problem: 'length' | 'symbol' | 'check' };

/**
 * Reads what a person typed. Accepts any case, dashes, white space, full-width forms, digits of every script, and look-alikes.
 * A look-alike is resolved only if exactly one reading has the right check symbol, so it never guesses.
 * `mistyped` means that no code ever looked like this: it uses up no attempt (N2).
 */
export function parseCode(typed: string): ParsedCode {
  if (typed.length > 200) return { kind: 'mistyped', problem: 'length' };
  const text = typed
    .normalize('NFKC')
    .replace(/\p{Nd}/gu, toAsciiDigit)
    .toUpperCase()
    .replace(/[\s\p{Pd}\p{Cf}_.\u2212]/gu, '');
  if ([...text].length !== CODE_SYMBOLS) return { kind: 'mistyped', problem: 'length' };
  const choices = [...text].map((symbol) => (CODE_ALPHABET.includes(symbol) ? symbol : LOOK_ALIKES[symbol]));
  if (!choices.every((choice) => choice !== undefined)) return { kind: 'mistyped', problem: 'symbol' };
  const readingCount = choices.reduce((count, choice) => count * choice.length, 1);
  if (readingCount > READINGS_MAX) return { kind: 'mistyped', problem: 'symbol' };
  let readings = [''];
  for (const choice of choices)
    readings = readings.flatMap((start) => [...choice].map((symbol) => start + symbol));
  const right = readings.filter((reading) => computeCheckSymbol(reading.slice(0, -1)) === reading.at(-1));
  const [only] = right;
  if (only === undefined || right.length > 1) return { kind: 'mistyped', problem: 'check' };
  return { kind: 'well_formed', symbols: only };
}
