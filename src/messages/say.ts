import { IntlMessageFormat } from 'intl-messageformat';
import type { Language } from '../domain/organization/language.ts';
import { english, type MessageKey, type MessageOf } from './catalogue.ts';
import { german } from './de/index.ts';
import type { MessageArgs } from './message-args.ts';
import { currentReader } from './reader.ts';

/** A message without arguments needs none; the others need all of theirs, by name. */
type Args<Text extends string> = keyof MessageArgs<Text> extends never ? [] : [args: MessageArgs<Text>];

const catalogues: Readonly<Record<Language, Partial<Record<MessageKey, string>>>> = {
  en: english,
  de: german,
};
const formats: Readonly<Record<Language, Map<MessageKey, IntlMessageFormat>>> = {
  en: new Map(),
  de: new Map(),
};

/**
 * A sentence of the catalogue in the reader's language, with its arguments filled in: `say('cli.client.removed', { name, id })`. The
 * compiler checks the key and the arguments. Where the key is chosen at run time, give what any of the messages needs.
 *
 * Arguments are inserted as they are, never read as a message: what a stranger wrote cannot take another argument's place. Escape them
 * for where the sentence goes (`toPrintable` for a terminal, `escapeMrkdwn` for Slack, `escapeHtml` for a page) before you pass them.
 */
export function say<Key extends MessageKey>(key: Key, ...[args]: Args<MessageOf<Key>>): string {
  const { language } = currentReader();
  // What only operators read is in English alone, and so are its plurals.
  const translated = catalogues[language][key];
  return translated === undefined
    ? format('en', key, english[key], args)
    : format(language, key, translated, args);
}

function format(
  language: Language,
  key: MessageKey,
  text: string,
  args: MessageArgs<string> | undefined,
): string {
  // Most messages are plain text, and most runs of the command line need no other.
  if (!text.includes('{')) return text;
  let found = formats[language].get(key);
  if (found === undefined) {
    found = new IntlMessageFormat(text, language, undefined, { ignoreTag: true });
    formats[language].set(key, found);
  }
  return String(found.format(args));
}
