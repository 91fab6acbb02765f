/**
 * Converts a decimal digit of any script (٤, ४, ４) to ASCII. Unicode keeps the ten digits of a script together, zero first, and
 * each run of digits is a multiple of ten long.
 */
export function toAsciiDigit(digit: string): string {
  const point = digit.codePointAt(0) ?? 0;
  let first = point;
  while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first -= 1;
  return String((point - first) % 10);
}
