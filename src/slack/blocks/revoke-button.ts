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

/** **Revoke these codes**: all that a person issued and that work. @param name the issuer's, escaped */
export function buildRevokeIssuedButton(issuerId: string, name: string) {
  return button(say('slack.button.revoke_issued'), {
    actionId: actionIds.revokeIssued,
    value: issuerId,
    style: 'danger',
    confirm: {
      title: say('slack.revoke_issued.confirm'),
      text: say('slack.revoke_issued.confirm.text', { name: shortenForConfirm(name) }),
      yes: say('slack.button.revoke'),
    },
  });
}
