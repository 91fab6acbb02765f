import { say } from '../../messages/say.ts';
import { actionIds } from '../ids.ts';
import { button } from './message.ts';
import { shortenForConfirm } from './mrkdwn.ts';

/** @param name escaped */
export function buildRevokeButton(codeId: string, name: string) {
  return button(say('slack.button.revoke'), {
    actionId: actionIds.revokeCode,
    value: codeId,
    style: 'danger',
    confirm: {
      title: say('slack.revoke.confirm'),
      text: say('slack.revoke.confirm.text', { name: shortenForConfirm(name) }),
      yes: say('slack.button.revoke'),
    },
  });
}
