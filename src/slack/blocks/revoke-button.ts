import { actionIds } from '../ids.ts';
import { button } from './message.ts';
import { shortenMrkdwn } from './mrkdwn.ts';

/** Slack takes 300 characters in a question, and ours has to be read whole. */
const CONFIRMED_NAME_MAX = 200;

export function buildRevokeButton(codeId: string, name: string) {
  return button('Revoke', {
    actionId: actionIds.revokeCode,
    value: codeId,
    style: 'danger',
    confirm: {
      title: 'Revoke this code?',
      text: `The code for ${shortenMrkdwn(name, CONFIRMED_NAME_MAX)} stops working immediately. This can’t be undone, but you can issue a new one.`,
      yes: 'Revoke',
    },
  });
}
