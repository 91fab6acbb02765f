import { forEveryone } from '../../src/messages/catalogue.ts';
import { german } from '../../src/messages/de/index.ts';

/** A piece of a message between its arguments: two words at least, or it says nothing of the language. */
const pieces = (texts: Readonly<Record<string, string>>): string[] =>
  Object.values(texts)
    .flatMap((text) => text.split(/\{\w+, \w+,|\w+ \{|[{}]/))
    .map((piece) => piece.replace(/`[^`]*`|:[a-z_]+:|\*/g, '').trim())
    .filter((piece) => /\p{L}{2,}\W+\p{L}{2,}/u.test(piece));

const known = pieces(german).join('\n');
const english = [...new Set(pieces(forEveryone))].filter((piece) => !known.includes(piece));

/** Pieces of English sentences of ours in what a person reads. */
export function findEnglish(text: string): string[] {
  const read = text.replaceAll('*', '').replace(/`[^`]*`/g, '');
  return english.filter((piece) => read.includes(piece));
}
