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
