import { vendorNames } from '../../../domain/providers/provider.ts';
import { say } from '../../../messages/say.ts';
import type { CodeFacts } from '../../../services/notices/described-notice.ts';
import { actions, button, context, type SlackMessage, section } from '../../blocks/message.ts';
import { formatTime } from '../../blocks/mrkdwn.ts';
import { nameOf } from '../../blocks/people.ts';
import { buildRevokeButton } from '../../blocks/revoke-button.ts';
import { actionIds } from '../../ids.ts';

/** To the person who generated the code, some minutes before it expires unused. */
export function buildCodeUnused({ code, target }: CodeFacts): SlackMessage {
  const name = nameOf(target);
  return {
    text: say('slack.notice.unused', { name }),
    blocks: [
      section(say('slack.notice.unused.line', { name, until: formatTime(code.expiresAt) })),
      actions(
        button(say('slack.button.issue_another'), {
          actionId: actionIds.issueAnother,
          value: code.id,
          style: 'primary',
        }),
        buildRevokeButton(code.id, name),
      ),
      context(
        code.vendor === null
          ? say('slack.notice.unused.next', { name })
          : say('slack.provider.unused.next', { name, vendor: vendorNames[code.vendor.kind] }),
      ),
    ],
  };
}
