import type { BackupCode } from '../../../domain/codes/backup-code.ts';
import type { DirectoryUser } from '../../../domain/directory/directory-user.ts';
import { say } from '../../../messages/say.ts';
import type { CodeFacts } from '../../../services/notices/described-notice.ts';
import type { AttemptCounts } from '../../../services/redeeming/count-attempts.ts';
import { describeWait } from '../../blocks/lockout.ts';
import { actions, context, type SlackMessage, section } from '../../blocks/message.ts';
import { formatTime } from '../../blocks/mrkdwn.ts';
import { describeMaker } from '../../blocks/outlives.ts';
import { nameIssuer, nameOf } from '../../blocks/people.ts';
import { buildRecord, describeState } from '../../blocks/records.ts';
import { buildRevokeButton } from '../../blocks/revoke-button.ts';

/**
 * @param facts of the newest code; `null` if there is none
 * @param disowned the code that the person said last was not theirs, if any
 */
export function buildStatus(
  facts: CodeFacts | null,
  target: DirectoryUser,
  attempts: AttemptCounts,
  disowned: BackupCode | null,
): SlackMessage {
  const name = nameOf(target);
  const tried = describeAttempts(attempts);
  if (facts === null) return buildRecord(say('slack.status.none', { name }), ...tried);
  const { code, state, issuedBy } = facts;
  const enrolledAt = state === 'redeemed' ? code.factorEnrolledAt : null;
  const line = [
    say('slack.status.line', { name, state: describeState(code, state) }),
    ...(enrolledAt === null ? [] : [say('slack.status.enrolled', { time: formatTime(enrolledAt) })]),
  ];
  return {
    text: say('slack.status', { name }),
    blocks: [
      section(line.join(' ')),
      ...(disowned === null ? [] : [section(describeDisowned(disowned, name))]),
      ...(state === 'active' || state === 'undelivered' ? [actions(buildRevokeButton(code.id, name))] : []),
      context(
        say('slack.status.generated', { time: formatTime(code.createdAt), issuer: nameIssuer(issuedBy) }),
        ...describeMaker(code),
        ...tried,
      ),
    ],
  };
}

function describeDisowned({ createdAt, disownedAt }: BackupCode, name: string): string {
  return say('slack.status.disowned', {
    name,
    time: formatTime(disownedAt ?? createdAt),
    createdAt: formatTime(createdAt),
  });
}

/** In the order in which an admin wants to know. */
const attemptReasons = [
  'wrong_code',
  'mistyped',
  'used',
  'expired',
  'not_started',
  'superseded',
  'revoked',
  'undelivered',
  'user_not_confirmed',
  'locked',
] as const;

/** What was tried, and whether there is a lockout (N8). */
function describeAttempts({ byReason, since, lastAt, isCut, lockout }: AttemptCounts): string[] {
  const counts = attemptReasons
    .flatMap((reason) => {
      const count = byReason[reason];
      return count === undefined ? [] : [say(`slack.status.attempt.${reason}`, { count })];
    })
    .join(', ');
  const tried = isCut ? 'slack.status.tried.cut' : 'slack.status.tried';
  return [
    ...(lastAt === null
      ? []
      : [say(tried, { since: formatTime(since), counts, lastAt: formatTime(lastAt) })]),
    ...(lockout.kind === 'disabled' ? [say('slack.status.locked')] : []),
    ...(lockout.kind === 'delayed'
      ? [say('slack.status.locked_for', { wait: describeWait(lockout.retryAfterSeconds) })]
      : []),
  ];
}
