import type { MessageKey } from '../messages/catalogue.ts';
import { say } from '../messages/say.ts';
import { Html, html } from './html.ts';

/** Stands for a value while the sentence is formatted: no catalogue or directory holds this character, a noncharacter of Unicode. */
const MARK = '\u{FDD0}';

/**
 * A sentence with markup in place of some arguments, such as an emphasized name. What is not markup is escaped.
 * @param args `say` takes the same; markup counts as a text
 */
export function sayHtml(key: MessageKey, args: Readonly<Record<string, string | number | Html>>): Html {
  const markup: Html[] = [];
  const plain = Object.entries(args).map(([name, value]) => {
    if (typeof value === 'number') return [name, value] as const;
    if (!(value instanceof Html)) return [name, value.replaceAll(MARK, '')] as const;
    markup.push(value);
    return [name, `${MARK}${markup.length - 1}${MARK}`] as const;
  });
  // The compiler checks arguments of a key that it knows; here they are checked by the tests of the pages.
  const sentence = (say as (key: MessageKey, args: unknown) => string)(key, Object.fromEntries(plain));
  const parts = sentence
    .split(MARK)
    .map((part, index) => (index % 2 === 0 ? html`${part}` : markup[Number(part)]));
  return html`${parts.filter((part) => part !== undefined)}`;
}
