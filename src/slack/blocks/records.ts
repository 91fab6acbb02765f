import type { BackupCode, CodeState } from '../../domain/codes/backup-code.ts';
import type { Refusal } from '../../domain/requests/refusals.ts';
import type { GeneratedBefore } from '../../services/codes/find-generated.ts';
import type { CodeFacts } from '../../services/notices/describe-notice.ts';
import type { AttemptCounts } from '../../services/redeeming/count-attempts.ts';
import { buildRevokeButton } from '../features/issue/reveal.ts';
import { describeWait } from './lockout.ts';
import { actions, context, type SlackMessage, section, sections } from './message.ts';
import { escapeMrkdwn, formatTime, formatTimeOfDay, mentionUser } from './mrkdwn.ts';
import { nameIssuer } from './people.ts';

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

/** What the reveal becomes when the code is hidden: everything but the code. */
export function buildHiddenCode({ code, state, target, reason }: CodeFacts): SlackMessage {
  const name = escapeMrkdwn(target.displayName);
  const isLive = state === 'active';
  const line = isLive
    ? `:lock: *Backup code for ${name}*: hidden. It can’t be shown again.`
    : code.revocationReason === 'admin' && code.revokedBy === code.issuedBy
      ? `:white_check_mark: You revoked the backup code for *${name}*${code.settledAt === null ? '' : ` ${formatTime(code.settledAt)}`}. It no longer works.`
      : `${state === 'redeemed' ? ':white_check_mark:' : ':no_entry:'} *Backup code for ${name}:* ${describeEnd(code, state)}`;
  return {
    text: isLive ? `Backup code for ${name}, hidden.` : `The backup code for ${name} no longer works.`,
    blocks: [
      section(line),
      ...(isLive ? [actions(buildRevokeButton(code.id, name))] : []),
      context(
        `Generated ${formatTime(code.createdAt)}.${isLive ? ` ${describeState(state, code.expiresAt, code.settledAt)}` : ''}${reason === '' ? '' : ` Reason: ${escapeMrkdwn(reason)}.`}`,
      ),
    ],
  };
}

/** For a late press on the button of a request that has had its code: what became of it. */
export function buildGeneratedBefore({ code, state, target }: GeneratedBefore): SlackMessage {
  const name = escapeMrkdwn(target.displayName);
  const what = describeState(state, code.expiresAt, code.settledAt);
  return {
    text: `You already generated a backup code for ${name}.`,
    blocks: [
      section(
        `:information_source: *You already generated a backup code for ${name}* ${formatTime(code.createdAt)}. ${what}`,
      ),
      ...(state === 'active' ? [actions(buildRevokeButton(code.id, name))] : []),
      context('A code can’t be shown again. If you need a new one, run `/backupcode @name`.'),
    ],
  };
}

/** What became of a code, to the admin who may be reading it out at this moment. */
function describeEnd(code: BackupCode, state: CodeState): string {
  const what = describeState(state, code.expiresAt, code.settledAt);
  if (state === 'redeemed') return `${what} It can’t be used again.`;
  if (code.revocationReason === 'disowned')
    return `*they said “This wasn’t me”.* ${what} Stop the call: the caller may be an impostor.`;
  return `${what} It no longer works.`;
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

function describeUse(code: BackupCode): string {
  if (code.state !== 'redeemed') return '';
  const place = describePlace(code);
  const used = place === '' ? '' : ` It was presented${place}.`;
  const enrolled = code.factorEnrolledAt;
  return `${used}${enrolled === null ? '' : ` A new factor was set up ${formatTime(enrolled)}.`}`;
}

/** In the order in which an admin wants to know. */
const reasonWords: Readonly<Record<string, string>> = {
  wrong_code: 'wrong',
  mistyped: 'mistyped',
  used: 'already used',
  expired: 'expired',
  superseded: 'superseded',
  revoked: 'revoked',
  undelivered: 'not delivered yet',
  user_not_confirmed: 'account not active',
  locked: 'turned away while locked',
};

/** What was tried, and whether the lockout is on (N8). */
function describeAttempts({ byReason, since, lastAt, isCut, lockout }: AttemptCounts): string[] {
  const counts = Object.entries(reasonWords)
    .filter(([reason]) => byReason[reason] !== undefined)
    .map(([reason, word]) => `${byReason[reason]} ${word}`);
  const lines =
    lastAt === null
      ? []
      : [
          `Refused attempts since ${formatTime(since)}${isCut ? ' (at least)' : ''}: ${counts.join(', ')}. The last one ${formatTime(lastAt)}.`,
        ];
  if (lockout.kind === 'admitted') return lines;
  const lock =
    lockout.kind === 'disabled'
      ? ':lock: *Locked* after too many wrong codes, until it is unlocked'
      : `:hourglass: *Locked* after wrong codes for another ${describeWait(lockout.retryAfterSeconds)}`;
  return [...lines, `${lock}: \`/backupcode unlock @name\`.`];
}

/** @param attempts what was tried with it; `null` to say nothing of it */
export function buildStatus(
  facts: CodeFacts | null,
  targetSlackId: string,
  attempts: AttemptCounts | null = null,
  disowned: BackupCode | null = null,
): SlackMessage {
  const tried = attempts === null ? [] : describeAttempts(attempts);
  if (facts === null)
    return buildRecord(`No backup code has been issued for ${mentionUser(targetSlackId)}.`, ...tried);
  const { code, state, target, issuedBy } = facts;
  const name = escapeMrkdwn(target.displayName);
  return {
    text: `Backup code of ${name}`,
    blocks: [
      section(
        `*Newest backup code of ${name}:* ${describeState(state, code.expiresAt, code.settledAt)}${describeUse(code)}`,
      ),
      ...(disowned?.disownedAt == null
        ? []
        : [
            section(
              `:rotating_light: *${name} said “This wasn’t me”* ${formatTime(disowned.disownedAt)}, of the code from ${formatTime(disowned.createdAt)}.`,
            ),
          ]),
      ...(state === 'active' || state === 'undelivered' ? [actions(buildRevokeButton(code.id, name))] : []),
      context(
        `Generated ${formatTime(code.createdAt)} by ${nameIssuer(issuedBy)}. The code itself cannot be shown again.`,
        ...tried,
      ),
    ],
  };
}
