import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { english } from '../../src/messages/catalogue.ts';

type Element = ReturnType<IntlMessageFormat['getAst']>[number];

/** As `@formatjs/icu-messageformat-parser` numbers the kinds of element. */
const kinds = { literal: 0, argument: 1, select: 5, plural: 6, pound: 7 } as const;

function parse(text: string): Element[] {
  return new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true }).getAst();
}

/** Writes a parsed message as ICU text again: what was lost by reading it is missing here. */
function write(elements: readonly Element[]): string {
  return elements.map(writeOne).join('');
}

function writeOne(element: Element): string {
  if (element.type === kinds.pound) return '#';
  if (element.type === kinds.literal) return element.value;
  if (element.type === kinds.select || element.type === kinds.plural) {
    const options = Object.entries(element.options).map(([name, { value }]) => `${name} {${write(value)}}`);
    const kind = element.type === kinds.select ? 'select' : 'plural';
    return `{${element.value}, ${kind}, ${options.join(' ')}}`;
  }
  if (element.type === kinds.argument) return `{${element.value}}`;
  throw new Error(`A message has an element that the compiler cannot check: ${JSON.stringify(element)}`);
}

/** Names and kinds of all arguments, those within options included. */
function listArguments(elements: readonly Element[]): [name: string, sample: string | number][] {
  return elements.flatMap((element): [string, string | number][] => {
    if (element.type === kinds.argument) return [[element.value, `<${element.value}>`]];
    if (element.type !== kinds.select && element.type !== kinds.plural) return [];
    const inside = Object.values(element.options).flatMap(({ value }) => listArguments(value));
    return [[element.value, element.type === kinds.plural ? 2 : 'other'], ...inside];
  });
}

const messages = Object.entries<string>(english);

describe('the catalogue of messages', () => {
  it.each(messages)('U2: %s is read as it is written', (_key, text) => {
    expect(write(parse(text))).toBe(text);
  });

  it.each(messages)('U2: %s formats with its arguments', (_key, text) => {
    const args = Object.fromEntries(listArguments(parse(text)));
    const said = String(new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true }).format(args));
    expect(said).not.toMatch(/[{}]/);
    expect(said).toBe(said.trim());
  });

  it('U2: apostrophes are typographic: a straight one quotes in ICU syntax', () => {
    expect(messages.filter(([, text]) => text.includes("'"))).toEqual([]);
  });

  it('U2: no message has a word that reads like a translation', () => {
    const avoided =
      /\b(whoever|whom|somebody|on record|written down|at once|any ?more|settled|told|mend|anew|for ever|at the most)\b/i;
    expect(messages.filter(([, text]) => avoided.test(text))).toEqual([]);
  });
});
