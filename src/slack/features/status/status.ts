import type { BackupCode } from '../../../domain/codes/backup-code.ts';
import type { CodeFacts } from '../../../services/notices/describe-notice.ts';
import type { AttemptCounts } from '../../../services/redeeming/count-attempts.ts';
import { describeWait } from '../../blocks/lockout.ts';
import { actions, context, type SlackMessage, section } from '../../blocks/message.ts';
import { escapeMrkdwn, formatTime, mentionUser } from '../../blocks/mrkdwn.ts';
import { nameIssuer } from '../../blocks/people.ts';
import { buildRecord, describePlace, describeState } from '../../blocks/records.ts';
import { buildRevokeButton } from '../../blocks/revoke-button.ts';

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
