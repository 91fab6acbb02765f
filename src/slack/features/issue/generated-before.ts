import type { GeneratedBefore } from '../../../services/codes/find-generated.ts';
import { actions, context, type SlackMessage, section } from '../../blocks/message.ts';
import { escapeMrkdwn, formatTime } from '../../blocks/mrkdwn.ts';
import { describeState } from '../../blocks/records.ts';
import { buildRevokeButton } from '../../blocks/revoke-button.ts';

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
