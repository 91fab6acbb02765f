/** Letters of other alphabets that most fonts draw like an ASCII letter. Accents and wide forms are folded before. */
const twins: Readonly<Record<string, string>> = {
  а: 'a',
  в: 'b',
  е: 'e',
  к: 'k',
  м: 'm',
  н: 'h',
  о: 'o',
  р: 'p',
  с: 'c',
  т: 't',
  у: 'y',
  х: 'x',
  ѕ: 's',
  і: 'i',
  ј: 'j',
  һ: 'h',
  ԁ: 'd',
  ԛ: 'q',
  ԝ: 'w',
  α: 'a',
  ε: 'e',
  ι: 'i',
  κ: 'k',
  ν: 'v',
  ο: 'o',
  ρ: 'p',
  τ: 't',
  υ: 'u',
  χ: 'x',
  ı: 'i',
  ɡ: 'g',
  ɑ: 'a',
  ℓ: 'l',
  օ: 'o',
  ս: 'u',
  ո: 'n',
  հ: 'h',
};

/** The plain text that `text` can be mistaken for, in lower case; `null` if it is plain itself, or resembles none. */
export function findPlainTwin(text: string): string | null {
  const folded = text
    .normalize('NFKD')
    .replace(/\p{M}|\p{Cf}/gu, '')
    .toLowerCase();
  const plain = [...folded].map((letter) => twins[letter] ?? letter).join('');
  const isPlain = (candidate: string) => /^[\x20-\x7e]*$/.test(candidate);
  return !isPlain(text) && isPlain(plain) ? plain : null;
}
