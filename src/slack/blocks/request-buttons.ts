import type { KnownBlock } from '@slack/types';
import type { RequestId } from '../../domain/ids.ts';
import { say } from '../../messages/say.ts';
import { actionIds } from '../ids.ts';
import { actions, button } from './message.ts';

/** What an approver does about a request. */
export function buildDecisionButtons(value: RequestId): KnownBlock {
  return actions(
    button(say('slack.button.approve'), {
      actionId: actionIds.approveRequest,
      value,
      style: 'primary',
      confirm: {
        title: say('slack.approve.confirm'),
        text: say('slack.approve.confirm.text'),
        yes: say('slack.button.approve'),
      },
    }),
    button(say('slack.button.reject'), { actionId: actionIds.rejectRequest, value, style: 'danger' }),
  );
}

/** What a requester does about a request of theirs that waits for nothing else. */
export function buildContinueButtons(value: RequestId): KnownBlock {
  return actions(
    button(say('slack.button.continue'), { actionId: actionIds.showPrompt, value, style: 'primary' }),
    button(say('slack.button.cancel'), { actionId: actionIds.cancelRequest, value }),
  );
}
