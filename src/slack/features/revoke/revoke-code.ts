import type { App } from '@slack/bolt';
import type { RevokeCodeResult } from '../../../services/codes/revoke-code.ts';
import type { BotDeps } from '../../app/bot-deps.ts';
import { onClick } from '../../app/on-click.ts';
import { readId } from '../../app/read-click.ts';
import type { SlackMessage } from '../../blocks/message.ts';
import { escapeMrkdwn, formatTime } from '../../blocks/mrkdwn.ts';
import { buildRecord, buildRefusal } from '../../blocks/records.ts';
import { onlyIssuersCan, speakOf } from '../../blocks/refusal-words.ts';
import { actionIds } from '../../ids.ts';

/** **Revoke**, by an administrator. */
export function registerRevokeCode(app: App, deps: BotDeps): void {
  onClick(app, deps, actionIds.revokeCode, async (click) => {
    const result = await deps.useCases.revokeCode({ ...click, codeId: readId('code', click) });
    if (result.kind === 'duplicate') return;
    if (result.kind === 'refused')
      return click.tell(buildRefusal(speakOf(refusalWords, result.refusals), 'Nothing was revoked.'));
    if (result.kind === 'not_live') return click.replace(buildNotLive(result));
    const { code, user } = result;
    const name = escapeMrkdwn(user.displayName);
    const when = formatTime(code.settledAt ?? code.createdAt);
    return click.replace(
      buildRecord(
        `:white_check_mark: You revoked the backup code for *${name}* ${when}. It no longer works.`,
        `${name} was notified.`,
      ),
    );
  });
}

export const refusalWords = {
  requester_role: [`${onlyIssuersCan} revoke backup codes.`, 'Ask one of them.'],
  role_not_allowed: ['Your role can’t revoke codes of this person’s role.', 'Ask an Organization Owner.'],
} as const;

/** Who ended it, and when (U4). */
function buildNotLive(result: Extract<RevokeCodeResult, { kind: 'not_live' }>): SlackMessage {
  const { code, state, user, revokedBy } = result;
  const name = escapeMrkdwn(user.displayName);
  const at = formatTime(code.settledAt ?? code.expiresAt);
  const by = revokedBy === null ? null : escapeMrkdwn(revokedBy.displayName);
  switch (state) {
    case 'redeemed':
      return buildRecord(
        `:warning: *Too late: ${name} has used this code* ${at}. Nothing was revoked.`,
        `If that was not ${name}, end their sessions and reset their password now.`,
      );
    case 'superseded':
      return buildRecord(
        `:information_source: A newer code replaced this one ${at}. Nothing was revoked.`,
        'To revoke the newer one: `/backupcode status @name`.',
      );
    case 'expired':
      return buildRecord(
        `:information_source: ${name}’s code had already expired ${formatTime(code.expiresAt)}. Nothing was revoked.`,
      );
    default:
      return buildRecord(
        code.revocationReason === 'disowned'
          ? `:rotating_light: *${name} already ended this code* ${at}: “This wasn’t me.”`
          : `:information_source: ${by ?? 'The system'} already revoked ${name}’s code ${at}.`,
      );
  }
}
