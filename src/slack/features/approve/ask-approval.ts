import type { App } from '@slack/bolt';
import { say } from '../../../messages/say.ts';
import type { BotDeps } from '../../app/bot-deps.ts';
import { onClick } from '../../app/on-click.ts';
import { readId } from '../../app/read-click.ts';
import { buildBreakGlassButton } from '../../blocks/break-glass-button.ts';
import { actions, button, context, section } from '../../blocks/message.ts';
import { formatTime } from '../../blocks/mrkdwn.ts';
import { listNames, mentionTarget } from '../../blocks/people.ts';
import { buildLateAnswer, isOver } from '../../blocks/request-endings.ts';
import { actionIds } from '../../ids.ts';

/** **Ask for approval**: a privileged target needs a second person. */
export function registerAskApproval(app: App, deps: BotDeps): void {
  onClick(app, deps, actionIds.askApproval, async (click) => {
    const result = await deps.useCases.askApproval({ ...click, requestId: readId('request', click) });
    if (result.kind === 'duplicate') return;
    if (result.kind === 'refused') {
      const message = buildLateAnswer(result, say('slack.nothing_done'));
      return isOver(result) ? click.replace(message) : click.tell(message);
    }
    const { request, target } = result;
    const name = mentionTarget(request, target);
    if (result.kind === 'no_approver') {
      return click.tell({
        text: say('slack.approve.no_approver'),
        blocks: [
          section(say('slack.approve.no_approver.line', { name })),
          context(say('slack.approve.no_approver.next')),
        ],
      });
    }
    const asked =
      result.kind === 'asked'
        ? say('slack.approve.asked', { approvers: listNames(result.approvers) })
        : say('slack.approve.asked_before', {
            time: formatTime(request.approvalAskedAt ?? request.createdAt),
          });
    await click.replace({
      text: say('slack.approve.waiting', { name }),
      blocks: [
        section(`${say('slack.approve.waiting.line', { name })} ${asked}`),
        section(say('slack.approve.waiting.next', { until: formatTime(request.expiresAt) })),
        actions(
          ...(result.mayBreakGlass ? [buildBreakGlassButton(request.id)] : []),
          button(say('slack.button.cancel'), { actionId: actionIds.cancelRequest, value: request.id }),
        ),
      ],
    });
  });
}
