import { readTyped } from '../blocks/mrkdwn.ts';
import { findMeant } from './find-meant.ts';
import { findSubcommand, type NameTaking, type SubcommandName, takes } from './index.ts';
import { type FilterWord, filterWords } from './subcommand.ts';

/** What was typed, by the table of subcommands: every kind is a row of it, so none can be answered by another's handler. */
export type ParsedCommand =
  | { readonly kind: NameTaking<'nothing'> }
  | { readonly kind: NameTaking<'name'>; readonly name: string }
  | { readonly kind: NameTaking<'reason'>; readonly name: string }
  | { readonly kind: NameTaking<'person_or_nothing'>; readonly targetSlackId: string | null }
  | {
      readonly kind: NameTaking<'report_and_reason'>;
      readonly targetSlackId: string | null;
      readonly reason: string;
    }
  | {
      readonly kind: NameTaking<'filter'>;
      readonly filter: FilterWord | null;
      readonly targetSlackId: string | null;
    }
  | ParsedAbout
  | UnclearCommand;

export type ParsedAbout =
  | { readonly kind: NameTaking<'person'>; readonly targetSlackId: string }
  | {
      readonly kind: NameTaking<'person_and_reason'>;
      readonly targetSlackId: string;
      readonly reason: string;
    };

export interface UnclearCommand {
  readonly kind: 'unclear';
  readonly problem:
    | 'nobody'
    | 'plain_name'
    | 'mention_first'
    | 'word_first'
    | 'unknown_word'
    | 'several'
    | 'group'
    | 'special_mention'
    | 'no_name'
    | 'mention_in_name'
    | 'unknown_filter'
    | 'freezes_all';
  /** What they seem to want. */
  readonly meant: SubcommandName;
  /** With `unknown_word`: what they typed. It is like a word of ours, so it holds neither a code nor markup. */
  readonly word?: string;
}

const MENTION = /<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>/g;
/** What people put around a mention: `(@lena)`, `"@lena"`. */
const LEADING_MENTION = /^[\s\p{P}]*<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>/u;
/** Invisible characters, which some clients put around a mention. The variation selector of emoji stays. */
const INVISIBLE = /(?:(?!\uFE0F)[\p{Cc}\p{Cf}\p{DI}\u2028\u2029])+/gu;
/** Longer than every word of ours with a slip or two. */
const WORD_LENGTH_MAX = 20;

/**
 * Reads the text after `/backupcode`. The manifest asks Slack to escape mentions (S5), so a person is always `<@U…>`;
 * a typed name is refused, since guessing is how the wrong person gets a code.
 */
export function parseCommand(text: string): ParsedCommand {
  const trimmed = text.replace(INVISIBLE, ' ').trim();
  if (trimmed === '') return { kind: 'unclear', problem: 'nobody', meant: 'issue' };
  if (/^(\?|-h|--help)$/i.test(trimmed)) return { kind: 'help' };
  const [typed = ''] = /^[^\s<]*/.exec(trimmed) ?? [];
  const word = typed.length > WORD_LENGTH_MAX ? '' : typed.toLowerCase().replace(/\p{P}+$/u, '');
  const rest = trimmed.slice(typed.length).trim();
  const named = findSubcommand(word);
  if (named !== null && takes(named, 'nothing')) return { kind: named };
  if (named !== null && takes(named, 'name')) return readName(named, rest);
  if (named !== null && takes(named, 'filter')) return readFilter(named, rest);
  if (named !== null && takes(named, 'reason')) return readReason(named, rest);
  if (named !== null && takes(named, 'person_or_nothing')) return readPerson(named, rest);
  if (named !== null && takes(named, 'report_and_reason')) return readReport(named, rest);
  const kind = named ?? 'issue';
  const target = findTarget(named === null ? trimmed : rest, kind);
  if (target.kind === 'unclear') return named === null ? suspectWord(target, word) : target;
  if (takes(kind, 'person')) return { kind, targetSlackId: target.slackId };
  const reason = keepIfWorded(cleanReason(target.rest));
  const misplaced = named === null ? findSubcommand(reason) : null;
  if (misplaced !== null && takes(misplaced, 'person', 'filter', 'person_or_nothing'))
    return { kind: 'unclear', problem: 'word_first', meant: misplaced };
  return { kind, targetSlackId: target.slackId, reason };
}

/** A name, an address or a number, of someone who can't be mentioned. */
function readName(kind: NameTaking<'name'>, text: string): ParsedCommand {
  if (new RegExp(MENTION.source).test(text))
    return { kind: 'unclear', problem: 'mention_in_name', meant: kind };
  const name = cleanReason(text);
  return keepIfWorded(name) === '' ? { kind: 'unclear', problem: 'no_name', meant: kind } : { kind, name };
}

/** Why; with a mention it may be meant for one person, whom this is not about. */
function readReason(kind: NameTaking<'reason'>, text: string): ParsedCommand {
  if (text.search(MENTION) !== -1) return { kind: 'unclear', problem: 'freezes_all', meant: kind };
  return { kind, name: keepIfWorded(cleanReason(text)) };
}

/** A mention, or nothing. */
function readPerson(kind: NameTaking<'person_or_nothing'>, text: string): ParsedCommand {
  if (keepIfWorded(text) === '') return { kind, targetSlackId: null };
  const target = findTarget(text, kind);
  return target.kind === 'target' ? { kind, targetSlackId: target.slackId } : target;
}

/** A reason, perhaps after a mention. A mention further on is someone else's, or leaves open who is meant. */
function readReport(kind: NameTaking<'report_and_reason'>, text: string): ParsedCommand {
  if (text.search(MENTION) === -1)
    return { kind, targetSlackId: null, reason: keepIfWorded(cleanReason(text)) };
  const target = findTarget(text, kind);
  if (target.kind === 'unclear') return target;
  return { kind, targetSlackId: target.slackId, reason: keepIfWorded(cleanReason(target.rest)) };
}

/** A mention, one word of ours, or nothing. */
function readFilter(kind: NameTaking<'filter'>, text: string): ParsedCommand {
  if (keepIfWorded(text) === '') return { kind, filter: null, targetSlackId: null };
  const filter = filterWords.find((each) => each === text.toLowerCase().replace(/\p{P}+$/u, ''));
  if (filter !== undefined) return { kind, filter, targetSlackId: null };
  const target = findTarget(text, kind);
  if (target.kind === 'target') return { kind, filter: null, targetSlackId: target.slackId };
  return target.problem === 'plain_name'
    ? { kind: 'unclear', problem: 'unknown_filter', meant: kind }
    : target;
}

/** Names the word as the problem, if it is like one of ours. */
function suspectWord(unclear: UnclearCommand, word: string): UnclearCommand {
  const meant = findMeant(word);
  const isWordAmiss =
    meant !== null && (unclear.problem === 'mention_first' || unclear.problem === 'plain_name');
  return isWordAmiss ? { ...unclear, problem: 'unknown_word', meant, word } : unclear;
}

type FoundTarget =
  | { readonly kind: 'target'; readonly slackId: string; readonly rest: string }
  | UnclearCommand;

/** The one person who is mentioned, first of all. */
function findTarget(text: string, meant: SubcommandName): FoundTarget {
  const mentioned = new Set([...text.matchAll(MENTION)].map((match) => match[1]));
  if (mentioned.size > 1) return { kind: 'unclear', problem: 'several', meant };
  const leading = LEADING_MENTION.exec(text);
  const slackId = leading?.[1];
  if (leading !== null && slackId !== undefined)
    return { kind: 'target', slackId, rest: text.slice(leading[0].length) };
  return { kind: 'unclear', problem: mentioned.size === 1 ? 'mention_first' : findProblem(text), meant };
}

function findProblem(text: string): UnclearCommand['problem'] {
  if (text === '') return 'nobody';
  if (/^<!subteam\^/.test(text)) return 'group';
  if (/^<!(here|channel|everyone)/.test(text)) return 'special_mention';
  return 'plain_name';
}

/** A dot, a dash or an emoji is no reason. */
function keepIfWorded(reason: string): string {
  return /[\p{L}\p{N}]/u.test(reason) ? reason : '';
}

function cleanReason(text: string): string {
  return toOneLine(readTyped(text).replace(/^[\s,.;:!?\u2013\u2014-]+/, ''));
}

/** One line of plain text, without control or direction-changing characters that could make the audit read differently. */
export function toOneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
