import { say } from '../../../messages/say.ts';
import type { DescribedNotice } from '../../../services/notices/described-notice.ts';
import { actions, button, context, type SlackMessage, section } from '../../blocks/message.ts';
import { escapeMrkdwn } from '../../blocks/mrkdwn.ts';
import { actionIds } from '../../ids.ts';

type Waiting = Extract<DescribedNotice, { kind: 'security_sync_waiting' }>;

/** Asks an owner about a sync that would take access from many people. */
export function buildSyncWaiting({ source, runId, losing, live, percent, names }: Waiting): SlackMessage {
  const facts = { source: escapeMrkdwn(source), losing, live, percent };
  const shown = names.split('\n').map((name) => `• ${escapeMrkdwn(name)}`);
  const more = losing - shown.length;
  if (more > 0) shown.push(say('slack.sync.more', { count: more }));
  return {
    text: say('slack.sync.ask', facts),
    blocks: [
      section(say('slack.sync.ask.title', facts)),
      section(shown.join('\n')),
      section(say('slack.sync.ask.caution', facts)),
      actions(
        button(say('slack.button.apply'), {
          actionId: actionIds.applySync,
          value: runId,
          style: 'danger',
          confirm: {
            title: say('slack.sync.confirm'),
            text: say('slack.sync.confirm.text', facts),
            yes: say('slack.button.apply'),
          },
        }),
        button(say('slack.button.discard'), { actionId: actionIds.discardSync, value: runId }),
      ),
      context(say('slack.sync.ask.terms')),
    ],
  };
}
