import { toAsciiDigit } from '../ascii-digit.ts';
import { CODE_ALPHABET, CODE_SYMBOLS, computeCheckSymbol, parseCode } from './code-format.ts';
import { codeWords } from './spell-code.ts';

/*
 * Finds backup codes in free text and in the log, in every spelling in which we show one or a person may write one: in groups, bare,
 * symbol by symbol, with any separators, in any case, in full width, in the words we spell it with, glued to other words (N21).
 * A code must never get through, so what has the form of one goes too, unless the form alone says little: ordinary words and
 * numbers can be cut into 16 symbols, and those go only if their check symbol is right, as one in thirty is.
 *
 * The time is linear in the length of the text, whatever the text is: each pattern is tried once at each place, and none looks
 * further ahead than sixteen of the longest words, since a separator, however long, is one character by then.
 */

const S = `[${CODE_ALPHABET}]`;
/** What is between symbols, by {@link simplify}: white space; dashes, dots and such, which a typed code may have; anything else. */
const separators = [' ', '-', '|'] as const;
type Separator = (typeof separators)[number];
const ANY = '[ |-]';
const START = '(?<![0-9A-Z])';
const END = '(?![0-9A-Z])';

/** As people write them, besides our own words. */
const otherWords = ['ALPHA', 'JULIET', 'WHISKY', 'NINER'];
/** The longer first, of two that begin alike. */
const words = [...Object.values(codeWords), ...otherWords].sort((a, b) => b.length - a.length);
const WORD = words.map((word) => word.toUpperCase().replace('-', `${ANY}?`)).join('|');
const SAID = `(?:${WORD}|[2-9]|${START}${S}${END})`;
const SAID_SEPARATOR = `${ANY}?(?:(?:DASH|HYPHEN|MINUS)${ANY}?)?`;

interface Form {
  /** Of the simplified text. Nothing in it is unbounded. */
  readonly pattern: string;
  readonly isCode: (match: string) => boolean;
}

const forms: readonly Form[] = [
  // In groups, in pairs, symbol by symbol, or bare: whatever stands between them, and other words on either side.
  { pattern: `${S}{4}(?:${ANY}${S}{4}){3}`, isCode: isChecked },
  { pattern: `${S}{8}${ANY}?${S}{8}`, isCode: isChecked },
  { pattern: `${S}{2}(?:${ANY}${S}{2}){7}`, isCode: isChecked },
  { pattern: `${S}(?:${ANY}${S}){15}`, isCode: isChecked },
  // Divided anyhow, if nothing else belongs to it.
  { pattern: `${START}${S}{4}(?:${ANY}?${S}{4}){3}${END}`, isCode: isChecked },
  { pattern: `${START}${S}(?:[ -]?${S}){15}${END}`, isCode: isChecked },
  // Where the form says enough, a code with a slip in it goes too: who reads it can put a single slip right.
  { pattern: `${START}${S}{4}(?:-${S}{4}){3}${END}`, isCode: () => true },
  { pattern: `${START}${S}{4}(?: ?${S}{4}){3}${END}`, isCode: hasLetterAndDigit },
  // With look-alikes, which a code that is typed in may have.
  { pattern: `${START}[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}${END}`, isCode: isRead },
  {
    pattern: `${START}[0-9A-Z]{4}(?:${ANY}?[0-9A-Z]{4}){3}${END}`,
    isCode: (match) => hasLetterAndDigit(match) && isRead(match),
  },
  // In words, and digits among them.
  { pattern: `${SAID}(?:${SAID_SEPARATOR}${SAID}){15}`, isCode: (match) => /[A-Z]{3}/.test(match) },
];

/** At every place, so that of two that overlap both are found. */
const finders = forms.map(({ pattern, isCode }) => ({ regExp: new RegExp(`(?=(${pattern}))`, 'g'), isCode }));

/** What stands for a separator within JSON and addresses. The letters of one may as well be a code's own, so both is tried. */
const ESCAPE = /\\[bfnrt]|\\u[0-9a-f]{4}|%[0-9a-f]{2}/gi;

/** The text with `mask` in place of each code. */
export function maskCodes(text: string, mask = '[code]'): string {
  if (text.length < CODE_SYMBOLS) return text;
  const found = new Map<number, number>();
  findCodes(text, found);
  const unescaped = text.replace(ESCAPE, (each) => ' '.repeat(each.length));
  if (unescaped !== text) findCodes(unescaped, found);
  let masked = '';
  let copied = 0;
  for (const [start, end] of [...found].sort(([a], [b]) => a - b)) {
    if (start >= copied) masked += text.slice(copied, start) + mask;
    copied = Math.max(copied, end);
  }
  return masked + text.slice(copied);
}

/** @param found by where a code begins, where it ends: the longest, of two that begin at the same place */
function findCodes(text: string, found: Map<number, number>): void {
  const { symbols, starts, ends } = simplify(text);
  for (const { regExp, isCode } of finders) {
    for (const { index, 1: match = '' } of symbols.matchAll(regExp)) {
      const start = starts[index] ?? 0;
      const end = ends[index + match.length - 1] ?? 0;
      if (end > (found.get(start) ?? 0) && isCode(match)) found.set(start, end);
    }
  }
}

interface Simplified {
  /** Capitals and digits, and one of {@link separators} for all that is between two of them. */
  readonly symbols: string;
  /** Where in the text each of these begins and ends. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** The text as `parseCode` reads one: small letters are capitals, full width is plain, and what is invisible is not there. */
function simplify(text: string): Simplified {
  let symbols = '';
  const starts: number[] = [];
  const ends: number[] = [];
  /** What is between the last symbol and the next. */
  let gap: Separator | null = null;
  let at = 0;
  for (const character of text) {
    const end = at + character.length;
    for (const each of plainOf(character)) {
      const separator = separatorOf(each);
      if (separator === null) {
        if (gap !== null) {
          symbols += gap;
          // No form begins or ends with a separator.
          starts.push(at);
          ends.push(at);
          gap = null;
        }
        symbols += each;
        starts.push(at);
        ends.push(end);
      } else gap = harder(gap, separator);
    }
    at = end;
  }
  return { symbols, starts, ends };
}

const ascii = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code).toUpperCase());

function plainOf(character: string): string {
  return (
    ascii[character.charCodeAt(0)] ??
    (/[\p{M}\p{Cf}]/u.test(character)
      ? ''
      : character
          .normalize('NFKC')
          .replace(/\p{Nd}/gu, toAsciiDigit)
          .toUpperCase())
  );
}

/** `null` for a letter or a digit that may be one of a code. */
function separatorOf(character: string): Separator | null {
  if ((character >= 'A' && character <= 'Z') || (character >= '0' && character <= '9')) return null;
  if (/\s/.test(character)) return ' ';
  return /[\p{Pd}_.\u2212]/u.test(character) ? '-' : '|';
}

function harder(one: Separator | null, other: Separator): Separator {
  return one === null || separators.indexOf(other) > separators.indexOf(one) ? other : one;
}

function keepSymbols(match: string): string {
  return match.replaceAll(/[ |-]/g, '');
}

function isChecked(match: string): boolean {
  const symbols = keepSymbols(match);
  return computeCheckSymbol(symbols.slice(0, -1)) === symbols.at(-1);
}

function isRead(match: string): boolean {
  return parseCode(keepSymbols(match)).kind === 'well_formed';
}

function hasLetterAndDigit(match: string): boolean {
  return /\d/.test(match) && /[A-Z]/.test(match);
}
