import { type DirectoryUser, loginOf } from '../../../domain/directory/directory-user.ts';
import type { RedeemAlarm } from '../../../domain/notices/notice.ts';
import { actions, button, context, type SlackMessage, section } from '../../blocks/message.ts';
import { escapeMrkdwn } from '../../blocks/mrkdwn.ts';
import { nameOf } from '../../blocks/people.ts';
import { actionIds } from '../../ids.ts';

export function buildAlarm(user: DirectoryUser, alarm: RedeemAlarm): SlackMessage {
  const name = nameOf(user);
  const line = `Many wrong backup codes were tried for ${name}`;
  const title = section(`:rotating_light: *${line}* (${escapeMrkdwn(loginOf(user))}).`);
  // Nothing is locked, so there is nothing to unlock.
  if (alarm === 'strangers') {
    const where = `They were typed into a sign-in page that anyone can open. ${name} isn't locked out: a code issued to ${name} still works.`;
    return {
      text: `${line}.`,
      blocks: [title, section(`${where} If it isn't ${name}, treat this as an attack.`)],
    };
  }
  return {
    text: `${line}.`,
    blocks: [
      title,
      section(
        alarm === 'frozen'
          ? `${name}'s codes are locked for some minutes. If it isn't ${name}, treat this as an attack.`
          : `${name}'s codes are locked until an administrator unlocks them. If it isn't ${name}, treat this as an attack.`,
      ),
      actions(
        button('Unlock', {
          actionId: actionIds.unlockUser,
          value: user.id,
          style: 'danger',
          confirm: {
            title: 'Unlock?',
            text: 'Their codes can be tried again immediately. First find out who was trying.',
            yes: 'Unlock',
          },
        }),
      ),
      context(
        'Only those who may issue codes for this person can unlock them, here or with `/backupcode unlock @name`.',
      ),
    ],
  };
}
