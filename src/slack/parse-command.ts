import { unescapeMrkdwn } from './mrkdwn.ts';

export type ParsedCommand =
  | { readonly kind: 'help' }
  | { readonly kind: 'issue'; readonly targetSlackId: string; readonly reason: string }
  | { readonly kind: 'status'; readonly targetSlackId: string }
  | { readonly kind: 'unlock'; readonly targetSlackId: string }
  | {
      readonly kind: 'unclear';
      readonly problem: 'nobody' | 'plain_name' | 'several' | 'group' | 'special_mention';
    };

const MENTION = /<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>/g;
const LEADING_MENTION = /^<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>/;

/**
 * Reads the text after `/backupcode`. The manifest asks Slack to escape mentions (S5), so a person is always `<@U…>`;
 * a typed name names nobody for certain and is refused, since guessing here is how the wrong person gets a code.
 */
export function parseCommand(text: string): ParsedCommand {
  const trimmed = text.trim();
  if (trimmed === '' || /^(help|\?|-h|--help)$/i.test(trimmed))
    return trimmed === '' ? { kind: 'unclear', problem: 'nobody' } : { kind: 'help' };
  const [verb = ''] = trimmed.split(/\s+/, 1);
  const word = verb.toLowerCase();
  const kind = word === 'status' || word === 'unlock' ? word : 'issue';
  const rest = kind === 'issue' ? trimmed : trimmed.slice(verb.length).trim();
  const mentioned = new Set([...rest.matchAll(MENTION)].map((match) => match[1]));
  if (mentioned.size > 1) return { kind: 'unclear', problem: 'several' };
  const leading = LEADING_MENTION.exec(rest);
  const targetSlackId = leading?.[1];
  if (leading === null || targetSlackId === undefined) return { kind: 'unclear', problem: findProblem(rest) };
  if (kind !== 'issue') return { kind, targetSlackId };
  return { kind: 'issue', targetSlackId, reason: cleanReason(rest.slice(leading[0].length)) };
}

function findProblem(text: string): Extract<ParsedCommand, { kind: 'unclear' }>['problem'] {
  if (text === '') return 'nobody';
  if (/^<!subteam\^/.test(text)) return 'group';
  if (/^<!(here|channel|everyone)/.test(text)) return 'special_mention';
  return 'plain_name';
}

/** What a code looks like when it is written with its dashes. */
const CODE_LIKE = /\b[2-9A-HJKMNP-TV-Z]{4}(?:-[2-9A-HJKMNP-TV-Z]{4}){3}\b/gi;

/**
 * One line of plain text, without a code that somebody put there by mistake (N6), and without control or direction-changing
 * characters that could make the audit read differently.
 */
function cleanReason(text: string): string {
  const plain = unescapeMrkdwn(text).replace(MENTION, '');
  return plain
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(CODE_LIKE, '[code]')
    .trim();
}
