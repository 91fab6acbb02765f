import type { BackupCode, CodeState } from '../../domain/codes/backup-code.ts';
import type { Refusal } from '../../domain/requests/refusals.ts';
import { context, type SlackMessage, section, sections } from './message.ts';
import { escapeMrkdwn, formatTime, formatTimeOfDay } from './mrkdwn.ts';

/** What stands where buttons were (U1): who did what, when. */
export function buildRecord(line: string, ...details: string[]): SlackMessage {
  return { text: line, blocks: [section(line), ...(details.length === 0 ? [] : [context(...details)])] };
}

/** A no, with every reason and what to do about each (U2). */
export function buildRefusal(refusals: readonly Refusal[], title = 'No code was generated.'): SlackMessage {
  const lines = refusals.map(({ what, remedy, until }) => {
    const end = until === undefined ? '' : ` It ends ${formatTime(until)}.`;
    return `• ${what}${end} ${toMrkdwn(remedy)}`;
  });
  return { text: title, blocks: [section(`:no_entry: *${escapeMrkdwn(title)}*`), ...sections(...lines)] };
}

/** Too many commands and clicks in a minute. @param until milliseconds since the epoch */
export function buildSlowDown(until: number): SlackMessage {
  return buildRecord(`:hourglass: *Slow down:* try again at ${formatTimeOfDay(until)}.`);
}

/** Remedies are written in plain Markdown; Slack marks bold by one star. */
function toMrkdwn(markdown: string): string {
  return markdown.replaceAll('**', '*');
}

/** As typed, or that there is none. */
export function describeReason(reason: string): string {
  return reason === '' ? '_none given_' : escapeMrkdwn(reason);
}

/** A sentence on what has become of a code. */
export function describeState(state: CodeState, expiresAt: number, settledAt: number | null): string {
  const when = settledAt === null ? '' : ` ${formatTime(settledAt)}`;
  switch (state) {
    case 'undelivered':
      return 'It is being shown just now and does not work yet.';
    case 'active':
      return `It works until ${formatTime(expiresAt)}.`;
    case 'redeemed':
      return `It was used${when}.`;
    case 'revoked':
      return `It was revoked${when}.`;
    case 'superseded':
      return `A newer code replaced it${when}.`;
    case 'expired':
      return `It expired ${formatTime(expiresAt)} without being used.`;
  }
}

/** Where a code was used: the service's name as it was, and the address it called from. */
export function describePlace(code: Pick<BackupCode, 'redeemedByName' | 'redeemedFrom'>): string {
  if (code.redeemedByName === null) return '';
  const how = code.redeemedFrom === null ? '' : describeSource(code.redeemedFrom);
  return ` at *${escapeMrkdwn(code.redeemedByName)}*${how}`;
}

/** A source as the history has it, for people. */
function describeSource(source: string): string {
  if (source.startsWith('oidc:')) return ', over OpenID Connect';
  return ` (from ${escapeMrkdwn(source.replace(/^http:/, ''))})`;
}
