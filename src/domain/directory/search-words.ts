/** Letters that Unicode does not take apart into a base and a mark. */
const SPELLED: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  þ: 'th',
  ı: 'i',
};

/** The words of a name or of what someone types to find it, without regard to case and marks: `Müller-Łuk` is `muller` and `luk`. */
export function toSearchWords(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ßæœøđðłþı]/g, (letter) => SPELLED[letter] ?? letter);
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** The words by which a person is found, each once. */
export function listWords(displayName: string, employeeNumber: string | null): string[] {
  return [...new Set([...toSearchWords(displayName), ...toSearchWords(employeeNumber ?? '')])];
}

/** Whether each of the wanted words begins one of the words. */
export function fitsWords(words: readonly string[], wanted: readonly string[]): boolean {
  return wanted.every((start) => words.some((word) => word.startsWith(start)));
}
