import type { BackupCode, CodeState } from '../../../domain/codes/backup-code.ts';
import type { CodeFacts } from '../../../services/notices/describe-notice.ts';
import { actions, context, type SlackMessage, section } from '../../blocks/message.ts';
import { escapeMrkdwn, formatTime } from '../../blocks/mrkdwn.ts';
import { describeState } from '../../blocks/records.ts';
import { buildRevokeButton } from '../../blocks/revoke-button.ts';

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

/** What became of a code, to the admin who may be reading it out at this moment. */
function describeEnd(code: BackupCode, state: CodeState): string {
  const what = describeState(state, code.expiresAt, code.settledAt);
  if (state === 'redeemed') return `${what} It can’t be used again.`;
  if (code.revocationReason === 'disowned')
    return `*they said “This wasn’t me”.* ${what} Stop the call: the caller may be an impostor.`;
  return `${what} It no longer works.`;
}
