import type { AuditAction } from '../../domain/audit/audit-event.ts';
import { english, type MessageKey } from '../../messages/catalogue.ts';
import { say } from '../../messages/say.ts';
import { joinList } from '../../messages/written.ts';
import type { HistoryActor, HistoryEntry } from '../../services/audit/read-history.ts';
import { escapeMrkdwn, formatTime, mentionUser, shortenMrkdwn } from './mrkdwn.ts';
import { shortNameOf } from './people.ts';
import { describeReason } from './records.ts';

/** Those that have a sentence. */
type ToldAction = AuditAction &
  (MessageKey extends infer Key
    ? Key extends `slack.history.event.${infer Action}`
      ? Action
      : never
    : never);

const NAME_LENGTH_MAX = 200;

/** An event in a line: when, who, what. A log names people, the reader too. */
export function describeEntry(entry: HistoryEntry): string {
  const { event } = entry;
  const time = formatTime(Date.parse(event.at));
  const { action } = event;
  // A new kind of event without a sentence is better named than left out.
  const what = isTold(action) ? describe(action, entry) : escapeMrkdwn(action);
  return say('slack.history.line', { time, what });
}

function describe(action: ToldAction, entry: HistoryEntry): string {
  const { event, actor, count } = entry;
  return say(`slack.history.event.${action}`, {
    who: nameActor(actor),
    reason: describeReason(event.reason ?? ''),
    why: action === 'code.revoked' ? (event.reason ?? '') : explain(entry),
    asked: String(event.details.asked ?? 'none'),
    own: event.reason === null ? 'yes' : 'no',
    verdict: String(event.details.verdict ?? 'none'),
    times: count === 1 ? '' : ` ${say('slack.history.times', { count })}`,
  });
}

function isTold(action: AuditAction): action is ToldAction {
  return `slack.history.event.${action}` in english;
}

function nameActor(actor: HistoryActor): string {
  switch (actor.kind) {
    case 'user':
      return shortNameOf(actor.user);
    case 'slack_account':
      return /^[UW][A-Z0-9]+$/.test(actor.slackUserId)
        ? mentionUser(actor.slackUserId)
        : escapeMrkdwn(actor.slackUserId);
    case 'client':
      return shortenMrkdwn(escapeMrkdwn(actor.name), NAME_LENGTH_MAX);
    case 'operator':
      return say('slack.history.operator', {
        name: shortenMrkdwn(escapeMrkdwn(actor.name), NAME_LENGTH_MAX),
      });
    case 'system':
      return say('slack.history.system');
  }
}

/** The many reasons for a no, in a few words each. The first one that fits a code tells it. */
const reasons = [
  [/^code_/, 'not_live'],
  [/^self$|approver_is_|^review_(own|of)/, 'own'],
  [/frozen|held/, 'frozen'],
  [/role|owners_only/, 'role'],
  [/rate_limited|too_fast|^help_(limit|full)$/, 'limit'],
  [/^help_|^self_service|^not_their/, 'help'],
  [/^target_/, 'target'],
  [/^requester_|^slack_/, 'requester'],
  [/^channel_/, 'place'],
  [/^approv/, 'approval'],
  [/^request_|^review_(closed|not)/, 'closed'],
  [/^lifetime_|^start_/, 'term'],
  [/^reason_/, 'reason'],
] as const;

function explain({ event: { action, reason }, count }: HistoryEntry): string {
  const codes = (reason ?? '').split(' ').filter((code) => code !== '');
  const words = codes.map((code) =>
    action === 'redeem.refused' ? explainAttempt(code, count) : explainRefusal(code),
  );
  return joinList([...new Set(words)]);
}

function explainRefusal(code: string): string {
  const [, why] = reasons.find(([form]) => form.test(code)) ?? [];
  return why === undefined ? showCode(code) : say(`slack.history.why.${why}`);
}

const attempts = [
  'wrong_code',
  'mistyped',
  'used',
  'expired',
  'not_started',
  'superseded',
  'revoked',
  'undelivered',
  'user_not_confirmed',
] as const;

function explainAttempt(code: string, count: number): string {
  if (code === 'delayed' || code === 'disabled') return say('slack.status.attempt.locked', { count });
  const known = attempts.find((each) => each === code);
  return known === undefined ? showCode(code) : say(`slack.status.attempt.${known}`, { count });
}

/** One that has no words of its own. */
function showCode(code: string): string {
  return escapeMrkdwn(code.replaceAll('_', ' '));
}
