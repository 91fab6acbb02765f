/** The ICAO spelling alphabet, and digits as they are said, for the symbols of a code. */
export const codeWords: Readonly<Record<string, string>> = {
  A: 'Alfa',
  B: 'Bravo',
  C: 'Charlie',
  D: 'Delta',
  E: 'Echo',
  F: 'Foxtrot',
  G: 'Golf',
  H: 'Hotel',
  J: 'Juliett',
  K: 'Kilo',
  M: 'Mike',
  N: 'November',
  P: 'Papa',
  Q: 'Quebec',
  R: 'Romeo',
  S: 'Sierra',
  T: 'Tango',
  V: 'Victor',
  W: 'Whiskey',
  X: 'X-ray',
  Y: 'Yankee',
  Z: 'Zulu',
  '2': 'two',
  '3': 'three',
  '4': 'four',
  '5': 'five',
  '6': 'six',
  '7': 'seven',
  '8': 'eight',
  '9': 'nine',
};

/**
 * One group a line: `Alfa Bravo two three`.
 * @param code `XXXX-XXXX-XXXX-XXXX`
 * @param digits `figures` for who reads it out in another language than English
 */
export function spellCode(code: string, digits: 'words' | 'figures' = 'words'): string {
  const say = (symbol: string) =>
    digits === 'figures' && /\d/.test(symbol) ? symbol : (codeWords[symbol] ?? symbol);
  return code
    .split('-')
    .map((group) => `> ${[...group].map(say).join(' ')}`)
    .join('\n');
}

/** The symbols that our own codes leave out, and that vendors' codes may have. */
const otherWords: Readonly<Record<string, string>> = {
  I: 'India',
  L: 'Lima',
  O: 'Oscar',
  U: 'Uniform',
  '0': 'zero',
  '1': 'one',
};

/**
 * A vendor's code, three or four symbols a line. A small letter is a word in small letters: `Alfa` is `A`, `alfa` is `a`. Other symbols stay as
 * they are.
 */
export function spellVendorCode(code: string, digits: 'words' | 'figures' = 'words'): string {
  const say = (symbol: string) => {
    if (digits === 'figures' && /\d/.test(symbol)) return symbol;
    const upper = symbol.toUpperCase();
    const word = codeWords[upper] ?? otherWords[upper] ?? symbol;
    return symbol === upper ? word : word.toLowerCase();
  };
  const lines = [];
  const symbols = [...code];
  // Digits come in nines and tens, too.
  const group = symbols.length % 3 === 0 && symbols.length % 4 !== 0 ? 3 : 4;
  for (let at = 0; at < symbols.length; at += group)
    lines.push(
      `> ${symbols
        .slice(at, at + group)
        .map(say)
        .join(' ')}`,
    );
  return lines.join('\n');
}
