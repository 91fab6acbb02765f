import { say } from '../../../messages/say.ts';
import type { FindRevocableResult } from '../../../services/codes/find-revocable.ts';
import { actions, button, context, type SlackMessage, section } from '../../blocks/message.ts';
import { formatTime } from '../../blocks/mrkdwn.ts';
import { describeMaker } from '../../blocks/outlives.ts';
import { nameIssuer, nameOf } from '../../blocks/people.ts';
import { buildRecord, describeState } from '../../blocks/records.ts';
import { actionIds } from '../../ids.ts';

/** Asks to confirm: which code it is, and what revoking does. Without a live code, why there is nothing to revoke. */
export function buildRevokeQuestion(found: Extract<FindRevocableResult, { kind: 'found' }>): SlackMessage {
  const { target, code, state, issuedBy } = found;
  const name = nameOf(target);
  if (code === null || state === null) return buildRecord(say('slack.status.none', { name }));
  const facts = say('slack.revoke.facts', {
    state: describeState(code, state),
    time: formatTime(code.createdAt),
    issuer: nameIssuer(issuedBy),
  });
  if (state !== 'active' && state !== 'undelivered')
    return buildRecord(say('slack.revoke.nothing', { name }), facts);
  return {
    text: say('slack.revoke.ask', { name }),
    blocks: [
      section(say('slack.revoke.ask.title', { name })),
      section([facts, ...describeMaker(code)].join(' ')),
      // No further question: this one has shown what it is about, and in an attack seconds count.
      actions(
        button(say('slack.button.revoke'), {
          actionId: actionIds.revokeCode,
          value: code.id,
          style: 'danger',
        }),
      ),
      context(say('slack.revoke.ask.terms', { name })),
    ],
  };
}
