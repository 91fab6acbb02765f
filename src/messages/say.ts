import { IntlMessageFormat } from 'intl-messageformat';
import { english, type MessageKey, type MessageOf } from './catalogue.ts';
import type { MessageArgs } from './message-args.ts';

/** A message without arguments needs none; the others need all of theirs, by name. */
type Args<Text extends string> = keyof MessageArgs<Text> extends never ? [] : [args: MessageArgs<Text>];

const formats = new Map<MessageKey, IntlMessageFormat>();

/**
 * A sentence of the catalogue, with its arguments filled in: `say('cli.client.removed', { name, id })`. The compiler checks the key and
 * the arguments. Where the key is chosen at run time, give what any of the messages needs.
 *
 * Arguments are inserted as they are, never read as a message: what a stranger wrote cannot take another argument's place. Escape them
 * for where the sentence goes (`toPrintable` for a terminal, `escapeMrkdwn` for Slack, `escapeHtml` for a page) before you pass them.
 */
export function say<Key extends MessageKey>(key: Key, ...[args]: Args<MessageOf<Key>>): string {
  const text: string = english[key];
  // Most messages are plain text, and most runs of the command line need no other.
  if (!text.includes('{')) return text;
  let format = formats.get(key);
  if (format === undefined) {
    format = new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true });
    formats.set(key, format);
  }
  return String(format.format(args));
}
