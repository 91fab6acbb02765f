import { say } from '../../../messages/say.ts';
import type { GeneratedBefore } from '../../../services/codes/find-generated.ts';
import { actions, context, type SlackMessage, section } from '../../blocks/message.ts';
import { formatTime } from '../../blocks/mrkdwn.ts';
import { describeMaker } from '../../blocks/outlives.ts';
import { nameOf } from '../../blocks/people.ts';
import { describeState } from '../../blocks/records.ts';
import { buildRevokeButton } from '../../blocks/revoke-button.ts';

/** For a late press on the button of a request that has had its code: what became of it. */
export function buildGeneratedBefore({ code, state, target }: GeneratedBefore): SlackMessage {
  const name = nameOf(target);
  const time = formatTime(code.createdAt);
  return {
    text: say('slack.generated_before', { name }),
    blocks: [
      section(say('slack.generated_before.line', { name, time, state: describeState(code, state) })),
      ...(state === 'active' ? [actions(buildRevokeButton(code.id, name))] : []),
      context(...describeMaker(code), say('slack.generated_before.next')),
    ],
  };
}
