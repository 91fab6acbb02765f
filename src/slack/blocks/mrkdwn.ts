import { say } from '../../messages/say.ts';
import { writeMoment, writeTime, writeTimeOfDay } from '../../messages/written.ts';

/** Look-alikes of what Slack takes for formatting: it has no way to escape these characters. */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  '*': '\u2217',
  _: '\u02CD',
  '~': '\u223C',
  '`': '\u02CB',
  ':': '\uA789',
};

/**
 * Makes any text safe inside mrkdwn, so that it shows as it was typed: it can neither mention, link, ping, format nor turn into an
 * emoji. An underscore within a word formats nothing and stays, so that `ada_l@acme.test` can be copied.
 */
export function escapeMrkdwn(text: string): string {
  return (
    text
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replace(
        /[*~`]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|:(?=[\w+'-]{1,100}:)/gu,
        (mark) => LOOK_ALIKES[mark] ?? mark,
      )
      // At the beginning of a line it would be a quote.
      .replace(/^&gt;/, '\u200B&gt;')
  );
}

/** Cuts an escaped text to a length, at whole characters and whole escapes (S14). */
export function shortenMrkdwn(escaped: string, lengthMax: number): string {
  if (escaped.length <= lengthMax) return escaped;
  let short = '';
  for (const [each] of escaped.matchAll(/&(?:amp|lt|gt);|./gsu)) {
    if (short.length + each.length >= lengthMax) break;
    short += each;
  }
  return `${short}…`;
}

/** Slack takes 300 characters in a question, and ours has to be read whole, in every language. */
const CONFIRMED_NAME_MAX = 150;

/** An escaped name for the text of a confirmation. */
export function shortenForConfirm(name: string): string {
  return shortenMrkdwn(name, CONFIRMED_NAME_MAX);
}

/** The text a person typed, from the form in which Slack escapes it in payloads. */
export function unescapeMrkdwn(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** The same for a command's text, where Slack also makes links of addresses and channels. Mentions of people are left out. */
export function readTyped(text: string): string {
  return unescapeMrkdwn(text.replace(/<([^<>]*)>/g, (_all, reference: string) => readReference(reference)));
}

function readReference(reference: string): string {
  const [head = '', label = ''] = reference.split('|', 2);
  if (head.startsWith('@')) return '';
  if (head.startsWith('#')) return `#${label}`;
  if (head.startsWith('!')) return label === '' ? `@${head.slice(1)}` : label;
  return label === '' ? head : label;
}

/** A time that Slack shows in each reader's own zone; where it can't, in the zone that we know. @param at milliseconds since the epoch */
export function formatTime(at: number): string {
  const written = say('slack.time', { date: '{date_short_pretty}', time: '{time}' });
  return `<!date^${Math.floor(at / 1000)}^${written}|${writeTime(at)}>`;
}

/** The same with the day of the week, for what is some days away. @param at milliseconds since the epoch */
export function formatMoment(at: number): string {
  const written = say('slack.time', { date: '{date_long_pretty}', time: '{time}' });
  return `<!date^${Math.floor(at / 1000)}^${written}|${writeMoment(at)}>`;
}

/** The day alone. @param at milliseconds since the epoch */
export function formatDay(at: number): string {
  const fallback = new Date(at).toISOString().slice(0, 10);
  return `<!date^${Math.floor(at / 1000)}^{date_short}|${fallback}>`;
}

/** The time of day alone, for what is minutes away. @param at milliseconds since the epoch */
export function formatTimeOfDay(at: number): string {
  return `<!date^${Math.floor(at / 1000)}^{time}|${writeTimeOfDay(at)}>`;
}

export function mentionUser(slackUserId: string): string {
  return `<@${slackUserId}>`;
}
