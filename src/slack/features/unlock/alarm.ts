import { type DirectoryUser, loginOf } from '../../../domain/directory/directory-user.ts';
import type { RedeemAlarm } from '../../../domain/notices/notice.ts';
import { say } from '../../../messages/say.ts';
import { buildFreezeButton } from '../../blocks/freeze-buttons.ts';
import { buildUnlockButton } from '../../blocks/lockout.ts';
import { actions, context, type SlackMessage, section } from '../../blocks/message.ts';
import { escapeMrkdwn } from '../../blocks/mrkdwn.ts';
import { nameOf } from '../../blocks/people.ts';
import { buildRecord } from '../../blocks/records.ts';
import { actionIds } from '../../ids.ts';

/** To owners and the security channel. */
export function buildAlarm(user: DirectoryUser, alarm: RedeemAlarm): SlackMessage {
  const name = nameOf(user);
  return {
    text: say('slack.alarm', { name }),
    blocks: [
      section(say('slack.alarm.title', { name, login: escapeMrkdwn(loginOf(user)) })),
      section(say(`slack.alarm.${alarm}`, { name })),
      // With `strangers` nothing is locked, so there is nothing to unlock.
      ...(alarm === 'strangers'
        ? [actions(buildFreezeButton())]
        : [
            actions(
              buildUnlockButton({
                label: 'slack.button.unlock',
                actionId: actionIds.unlockUser,
                value: user.id,
                name,
              }),
              buildFreezeButton(),
            ),
            context(say('slack.alarm.who', { name })),
          ]),
    ],
  };
}

/** To the person for whose account they were tried. */
export function buildTargetLocked(alarm: RedeemAlarm): SlackMessage {
  return buildRecord(say('slack.alarm.yours'), say(`slack.alarm.yours.${alarm}`));
}
