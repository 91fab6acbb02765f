// The rule of src/domain/codes/code-format.ts, for the browser: what is no code is told before it is sent. The server decides all the same;
// test/pages/code-rule.test.ts holds the two together.

const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const LOOK_ALIKES = { 0: 'QD', O: 'QD', 1: 'J7T', I: 'J7T', L: 'J7T', U: 'V' };
const READINGS_MAX = 81;

export const CODE_SYMBOLS = 16;
export const CODE_GROUP = 4;

/** What was typed, in capitals, without the dashes and spaces that do not matter. */
export function toSymbols(typed) {
  return [
    ...typed
      .normalize('NFKC')
      .replace(/\p{Nd}/gu, toAsciiDigit)
      .toUpperCase()
      .replace(/[\s\p{Pd}\p{Cf}_.\u2212]/gu, ''),
  ];
}

/** As src/domain/ascii-digit.ts: each script has its ten digits together, zero first. */
function toAsciiDigit(digit) {
  const point = digit.codePointAt(0);
  let first = point;
  while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first -= 1;
  return String((point - first) % 10);
}

/** `ABCD-EFGH-...` */
export function toGroups(symbols) {
  const groups = [];
  for (let at = 0; at < symbols.length; at += CODE_GROUP) {
    groups.push(symbols.slice(at, at + CODE_GROUP).join(''));
  }
  return groups.join('-');
}

/** The symbols that no code and no slip of the hand could hold, each once. */
export function listForeign(symbols) {
  return [...new Set(symbols.filter((symbol) => choicesFor(symbol) === ''))];
}

/** Whether this could be a code: right length, right symbols, and one reading whose check symbol fits. */
export function isWellFormed(typed) {
  const symbols = toSymbols(typed);
  const choices = symbols.map(choicesFor);
  if (typed.length > 200 || symbols.length !== CODE_SYMBOLS || choices.includes('')) return false;
  if (choices.reduce((count, choice) => count * choice.length, 1) > READINGS_MAX) return false;
  let readings = [''];
  for (const choice of choices) {
    readings = readings.flatMap((start) => [...choice].map((symbol) => start + symbol));
  }
  return readings.filter(hasRightCheck).length === 1;
}

function choicesFor(symbol) {
  if (ALPHABET.includes(symbol)) return symbol;
  return Object.hasOwn(LOOK_ALIKES, symbol) ? LOOK_ALIKES[symbol] : '';
}

/** ISO/IEC 7064 MOD 31,30. */
function hasRightCheck(reading) {
  const modulus = ALPHABET.length;
  let product = modulus;
  for (const symbol of reading.slice(0, -1)) {
    const sum = (product + ALPHABET.indexOf(symbol)) % modulus || modulus;
    product = (sum * 2) % (modulus + 1);
  }
  return ALPHABET[(modulus + 1 - product) % modulus] === reading.at(-1);
}
