import { say } from '../../../messages/say.ts';
import type { CodeFacts } from '../../../services/notices/described-notice.ts';
import { actions, context, type SlackMessage, section } from '../../blocks/message.ts';
import { escapeMrkdwn, formatTime } from '../../blocks/mrkdwn.ts';
import { describeMaker, findOutliving } from '../../blocks/outlives.ts';
import { nameOf } from '../../blocks/people.ts';
import { describeState, describeWhen } from '../../blocks/records.ts';
import { buildRevokeButton } from '../../blocks/revoke-button.ts';

/** What the reveal becomes when the code is hidden: everything but the code. */
export function buildHiddenCode(facts: CodeFacts): SlackMessage {
  const { code, state, target, reason } = facts;
  const name = nameOf(target);
  const isLive = state === 'active';
  const details = [
    say('slack.hidden.generated', { time: formatTime(code.createdAt) }),
    ...(isLive ? [describeState(code, state)] : []),
    ...describeMaker(code),
    ...(reason === '' ? [] : [say('slack.hidden.reason', { reason: escapeMrkdwn(reason) })]),
  ];
  return {
    text: isLive ? say('slack.hidden.live', { name }) : say('slack.hidden.over', { name }),
    blocks: [
      section(isLive ? say('slack.hidden.live.line', { name }) : describeEnd(facts, name)),
      ...(isLive ? [actions(buildRevokeButton(code.id, name))] : []),
      context(details.join(' ')),
    ],
  };
}

/** What became of a code, to the admin who may be reading it out at this moment. */
function describeEnd({ code, state }: CodeFacts, name: string): string {
  const time = formatTime(code.settledAt ?? code.createdAt);
  if (state === 'redeemed') return say('slack.hidden.redeemed', { name, when: describeWhen(code) });
  if (code.revocationReason === 'disowned') return say('slack.hidden.disowned', { name, time });
  const outliving = findOutliving(code);
  if (outliving !== null)
    return say('slack.provider.hidden_here', { ...outliving, name, state: describeState(code, state) });
  if (code.revocationReason === 'admin' && code.revokedBy === code.issuedBy)
    return say('slack.hidden.revoked_by_you', { name, time });
  return say('slack.hidden.other', { name, state: describeState(code, state) });
}
