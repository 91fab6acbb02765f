import { say } from '../../messages/say.ts';
import { actionIds } from '../ids.ts';
import { type ButtonOptions, button } from './message.ts';
import { shortenForConfirm } from './mrkdwn.ts';

/**
 * @param name escaped
 * @param where what the button carries, if its message is more than this code
 */
export function buildRevokeButton(
  codeId: string,
  name: string,
  where: Pick<ButtonOptions, 'actionId' | 'value'> = { actionId: actionIds.revokeCode, value: codeId },
) {
  return button(say('slack.button.revoke'), {
    ...where,
    style: 'danger',
    confirm: {
      title: say('slack.revoke.confirm'),
      text: say('slack.revoke.confirm.text', { name: shortenForConfirm(name) }),
      yes: say('slack.button.revoke'),
    },
  });
}
