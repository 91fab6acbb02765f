import type { App } from '@slack/bolt';
import { say } from '../../../messages/say.ts';
import type { RevokeCodeResult } from '../../../services/codes/revoke-code.ts';
import type { BotDeps } from '../../app/bot-deps.ts';
import { onClickAnywhere } from '../../app/on-click.ts';
import { readId } from '../../app/read-click.ts';
import type { SlackMessage } from '../../blocks/message.ts';
import { formatTime } from '../../blocks/mrkdwn.ts';
import { nameOf } from '../../blocks/people.ts';
import { buildRecord, buildRefusal, describeWhen } from '../../blocks/records.ts';
import { actionIds } from '../../ids.ts';

/** **Revoke**, by an administrator. */
export function registerRevokeCode(app: App, deps: BotDeps): void {
  onClickAnywhere(app, deps, actionIds.revokeCode, async (click) => {
    const result = await deps.useCases.revokeCode({ ...click, codeId: readId('code', click) });
    if (result.kind === 'duplicate') return;
    if (result.kind === 'refused')
      return click.tell(buildRefusal(result.refusals, say('slack.revoke.refused'), 'revoke'));
    if (result.kind === 'not_live') return click.replace(buildNotLive(result));
    const { code, user } = result;
    const name = nameOf(user);
    const time = formatTime(code.settledAt ?? code.createdAt);
    await click.replace(
      buildRecord(say('slack.revoke.done', { name, time }), say('slack.revoke.notified', { name })),
    );
  });
}

/** Who ended it, and when (U4). */
function buildNotLive(result: Extract<RevokeCodeResult, { kind: 'not_live' }>): SlackMessage {
  const { code, state, user, revokedBy } = result;
  const name = nameOf(user);
  const time = formatTime(code.settledAt ?? code.createdAt);
  if (state === 'redeemed')
    return buildRecord(
      say('slack.revoke.redeemed', { name, when: describeWhen(code) }),
      say('slack.revoke.redeemed.next', { name }),
    );
  if (state === 'superseded')
    return buildRecord(say('slack.revoke.superseded', { name, time }), say('slack.revoke.superseded.next'));
  if (state === 'expired')
    return buildRecord(say('slack.revoke.expired', { name, until: formatTime(code.expiresAt) }));
  if (code.revocationReason === 'disowned') return buildRecord(say('slack.revoke.disowned', { name, time }));
  return buildRecord(
    revokedBy === null
      ? say('slack.revoke.revoked_by_system', { name, time })
      : say('slack.revoke.revoked', { name, time, by: nameOf(revokedBy) }),
  );
}
