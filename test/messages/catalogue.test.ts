import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import type { Language } from '../../src/domain/organization/language.ts';
import { english, forEveryone } from '../../src/messages/catalogue.ts';
import { german } from '../../src/messages/de/index.ts';

type Element = ReturnType<IntlMessageFormat['getAst']>[number];

/** As `@formatjs/icu-messageformat-parser` numbers the kinds of element. */
const kinds = { literal: 0, argument: 1, select: 5, plural: 6, pound: 7 } as const;

function parse(text: string): Element[] {
  return new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true }).getAst();
}

/** Each plural and select of a message, and its options. */
function listChoices(
  elements: readonly Element[],
): { kind: 'plural' | 'select'; name: string; options: string[] }[] {
  return elements.flatMap((element) => {
    if (element.type !== kinds.select && element.type !== kinds.plural) return [];
    const kind = element.type === kinds.plural ? ('plural' as const) : ('select' as const);
    const own = { kind, name: element.value, options: Object.keys(element.options) };
    return [own, ...Object.values(element.options).flatMap(({ value }) => listChoices(value))];
  });
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

const catalogues: Readonly<Record<Language, Readonly<Record<string, string>>>> = { en: english, de: german };
const messages = Object.entries(catalogues).flatMap(([language, texts]) =>
  Object.entries(texts).map(([key, text]) => [language, key, text] as const),
);

describe('the catalogue of messages', () => {
  it.each(messages)('U2: %s: %s is read as it is written', (_language, _key, text) => {
    expect(write(parse(text))).toBe(text);
  });

  it.each(messages)('U2: %s: %s formats with its arguments', (language, _key, text) => {
    const args = Object.fromEntries(listArguments(parse(text)));
    const said = String(new IntlMessageFormat(text, language, undefined, { ignoreTag: true }).format(args));
    expect(said).not.toMatch(/[{}]/);
    expect(said).toBe(said.trim());
  });

  it.each(messages)(
    'U2: %s: %s has the plural forms of its language, and a last resort',
    (language, _key, text) => {
      const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
      for (const { kind, options } of listChoices(parse(text))) {
        // `other` alone is for numbers that are never one.
        if (kind === 'plural' && options.length > 1 && !options.some((option) => option.startsWith('=')))
          expect(options.sort()).toEqual(forms.sort());
        else expect(options).toContain('other');
      }
    },
  );

  it('U2: apostrophes are typographic: a straight one quotes in ICU syntax', () => {
    expect(messages.filter(([, , text]) => text.includes("'"))).toEqual([]);
  });

  it('U2: no message has a word that reads like a translation', () => {
    const avoided =
      /\b(whoever|whom|somebody|on record|written down|at once|any ?more|settled|told|mend|anew|for ever|at the most)\b/i;
    expect(Object.entries<string>(english).filter(([, text]) => avoided.test(text))).toEqual([]);
  });
});

describe('the same message in another language', () => {
  const pairs = Object.entries<string>(german).map(
    ([key, text]) => [key, forEveryone[key as keyof typeof forEveryone] as string, text] as const,
  );

  it.each(pairs)('U2: %s takes the same arguments', (_key, english, translated) => {
    const named = (text: string) => new Set(listArguments(parse(text)).map(([name]) => name));
    expect(named(translated)).toEqual(named(english));
  });

  it.each(pairs)('U2: %s knows the choices that English knows', (_key, english, translated) => {
    const choices = (text: string) =>
      Object.fromEntries(
        listChoices(parse(text))
          .filter(({ kind }) => kind === 'select')
          .map(({ name, options }) => [name, new Set(options)]),
      );
    expect(choices(translated)).toMatchObject(choices(english));
  });

  it.each(pairs)('U2: %s names the same commands, code and emoji', (_key, english, translated) => {
    const names = (text: string) =>
      (text.match(/`[^`]*`|:[a-z_]+:(?= )/g) ?? [])
        .map((name) => name.replace(/@name .*`/, '@name ...`'))
        .sort();
    expect(names(translated)).toEqual(names(english));
  });

  it('U2: nothing stays in English by mistake', () => {
    // A word or two, such as "Name" and "Status", may be the same.
    const isSentence = (text: string) => (text.match(/(?<![{`*:])\b\p{L}{2,}/gu) ?? []).length > 2;
    expect(pairs.filter(([, english, translated]) => english === translated && isSentence(english))).toEqual(
      [],
    );
  });

  it('U2: German addresses people as Sie, in German quotation marks', () => {
    const wrong = /\b(du|dein|deine|dir|dich|euch|euer)\b|“[^“”„]*”/i;
    expect(pairs.filter(([, , text]) => wrong.test(text))).toEqual([]);
  });
});
