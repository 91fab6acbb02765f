/**
 * Whether someone who wrote `word` may have meant `known`: one slip in a short word, two in a longer one. With another letter, a short word
 * is another word: `lost` is not `list`.
 */
export function isNearly(word: string, known: string): boolean {
  const isShort = known.length < 6;
  const slipsMax = isShort ? 1 : 2;
  if (Math.abs(word.length - known.length) > slipsMax) return false;
  return countSlips(word, known, isShort ? 2 : 1) <= slipsMax;
}

/** Letters left out, added, changed, or swapped with their neighbour (optimal string alignment). */
function countSlips(a: string, b: string, costOfChange: number): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number): number => rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    rows.push(current);
    for (let column = 1; column <= b.length; column += 1) {
      const isSame = a[row - 1] === b[column - 1];
      const isSwapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      current.push(
        Math.min(
          at(row - 1, column) + 1,
          at(row, column - 1) + 1,
          at(row - 1, column - 1) + (isSame ? 0 : costOfChange),
          row > 1 && column > 1 && isSwapped ? at(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
  }
  return at(a.length, b.length);
}
