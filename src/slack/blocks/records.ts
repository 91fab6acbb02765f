import type { BackupCode, CodeState } from '../../domain/codes/backup-code.ts';
import type { Act } from '../../domain/requests/authority.ts';
import { type IssueRequest, lastDecision } from '../../domain/requests/issue-request.ts';
import type { Refusal } from '../../domain/requests/refusals.ts';
import { say } from '../../messages/say.ts';
import { context, type SlackMessage, section, sections } from './message.ts';
import { escapeMrkdwn, formatMoment, formatTime, formatTimeOfDay } from './mrkdwn.ts';
import { nameOf } from './people.ts';

/** What stands where buttons were (U1): who did what, when. */
export function buildRecord(line: string, ...details: string[]): SlackMessage {
  return { text: line, blocks: [section(line), ...(details.length === 0 ? [] : [context(...details)])] };
}

/** A no, with every reason and what to do about each (U2). @param act what was asked for */
export function buildRefusal(
  refusals: readonly Refusal[],
  title: string,
  act: Act['kind'] = 'issue',
): SlackMessage {
  const lines = refusals.map(({ code, name, role = 'member', limit = 0, until, ...refusal }) => {
    const facts = {
      act,
      name: name === undefined ? say('refusal.this_person') : nameOf({ displayName: name }),
      role,
      limit,
      domain: escapeMrkdwn(refusal.domain ?? ''),
      domainState: refusal.domainState ?? 'unverified',
      vendor: refusal.vendor ?? '',
      vendorCode: escapeMrkdwn(refusal.vendorCode ?? 'none'),
    };
    const what = say(`refusal.${code}.what`, facts);
    const remedy = say(`refusal.${code}.remedy`, facts);
    const end = until === undefined ? '' : ` ${say('slack.until', { time: formatTime(until) })}`;
    return `• ${what}${end} ${toMrkdwn(remedy)}`;
  });
  return { text: title, blocks: [section(`:no_entry: *${title}*`), ...sections(...lines)] };
}

/** Too many commands and clicks in a minute. @param until milliseconds since the epoch */
export function buildSlowDown(until: number): SlackMessage {
  return buildRecord(say('slack.slow_down', { time: formatTimeOfDay(until) }));
}

/** Remedies are written in plain Markdown; Slack marks bold by one star. */
function toMrkdwn(markdown: string): string {
  return markdown.replaceAll('**', '*');
}

/** As typed, or that there is none. */
export function describeReason(reason: string): string {
  return reason === '' ? say('slack.no_reason') : escapeMrkdwn(reason);
}

/** Why a request was rejected; nothing if that isn't known. */
export function describeRejection(request: Pick<IssueRequest, 'approvals'>): string[] {
  const reason = lastDecision(request)?.reason ?? '';
  return reason === '' ? [] : [say('slack.rejected_because', { reason: escapeMrkdwn(reason) })];
}

/** What became of a code, in a sentence. */
export function describeState(code: BackupCode, state: CodeState): string {
  if (state === 'active' && code.startsAt !== null)
    return say('slack.state.later', {
      start: formatMoment(code.startsAt),
      until: formatMoment(code.expiresAt),
    });
  return say(`slack.state.${state}`, { until: formatTime(code.expiresAt), when: describeWhen(code) });
}

/** When a code came to its end; for one that was used also the client's name at that time, and the address it called from. */
export function describeWhen(code: BackupCode): string {
  const time = formatTime(code.settledAt ?? code.createdAt);
  const { redeemedByName, redeemedFrom } = code;
  if (redeemedByName === null) return time;
  const client = escapeMrkdwn(redeemedByName);
  if (redeemedFrom === null) return say('slack.when_at', { time, client });
  if (redeemedFrom.startsWith('oidc:')) return say('slack.when_at.oidc', { time, client });
  const address = escapeMrkdwn(redeemedFrom.replace(/^http:/, ''));
  return say('slack.when_at.from', { time, client, address });
}
