import { spellCode } from '../../../domain/codes/spell-code.ts';
import type { Reveal } from '../../../services/codes/generate-code.ts';
import { buildUnlockButton, describeLock } from '../../blocks/lockout.ts';
import { actions, button, context, type SlackMessage, section } from '../../blocks/message.ts';
import { escapeMrkdwn, formatTime } from '../../blocks/mrkdwn.ts';
import { buildRevokeButton } from '../../blocks/revoke-button.ts';
import { actionIds } from '../../ids.ts';

/** The one message that holds the code. `text`, which notifications and clients without blocks show, does not. */
export function buildReveal({ code, record, target, policy, hasSuperseded, lockout }: Reveal): SlackMessage {
  const name = escapeMrkdwn(target.displayName);
  const plain = code.reveal();
  const lock = describeLock(name, lockout);
  return {
    text: `Backup code for ${name}. Only you can see it.`,
    blocks: [
      section(`*Backup code for ${name}* – only you can see this, and it won’t be shown again`),
      section(`\`\`\`${plain}\`\`\``),
      section(`To read it out:\n${spellCode(plain)}`),
      section(
        `Works *once*, until *${formatTime(record.expiresAt)}*, in place of the second factor. ` +
          `Read it out on a call you placed yourself. Never send it by chat or email.${hasSuperseded ? '\n:warning: The code issued before no longer works.' : ''}`,
      ),
      ...(lock === null ? [] : [section(lock)]),
      actions(
        ...(lock === null ? [] : [buildUnlockButton('Unlock', actionIds.unlockUser, target.id)]),
        button('Hide now', { actionId: actionIds.hideCode, value: record.id, style: 'primary' }),
        buildRevokeButton(record.id, name),
      ),
      context(
        `It hides itself in ${policy.hideAfterSeconds} seconds. ${name} is notified that a code was issued.`,
      ),
    ],
  };
}
