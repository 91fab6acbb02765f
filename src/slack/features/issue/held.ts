import type { DirectoryUser } from '../../../domain/directory/directory-user.ts';
import type { IssueRequest } from '../../../domain/requests/issue-request.ts';
import { say } from '../../../messages/say.ts';
import { actions, button, context, type SlackMessage, section } from '../../blocks/message.ts';
import { formatTime } from '../../blocks/mrkdwn.ts';
import { nameOf } from '../../blocks/people.ts';
import { actionIds } from '../../ids.ts';

/** In place of the prompt: a burst of requests waits until two people have looked. */
export function buildHeld(request: IssueRequest, target: DirectoryUser): SlackMessage {
  const name = nameOf(target);
  return {
    text: say('slack.held.request', { name }),
    blocks: [
      section(say('slack.held.request.title', { name })),
      section(say('slack.held.request.why')),
      actions(button(say('slack.button.cancel'), { actionId: actionIds.cancelRequest, value: request.id })),
      context(say('slack.held.request.terms', { until: formatTime(request.expiresAt) })),
    ],
  };
}
