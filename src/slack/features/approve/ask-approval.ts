import type { App } from '@slack/bolt';
import type { BotDeps } from '../../app/bot-deps.ts';
import { onClick } from '../../app/on-click.ts';
import { readId } from '../../app/read-click.ts';
import { actions, button, section } from '../../blocks/message.ts';
import { formatTime, mentionUser } from '../../blocks/mrkdwn.ts';
import { listNames } from '../../blocks/people.ts';
import { buildLateAnswer, isOver } from '../../blocks/request-endings.ts';
import { actionIds } from '../../ids.ts';

/** **Ask for approval**: a privileged target needs a second person. */
export function registerAskApproval(app: App, deps: BotDeps): void {
  onClick(app, deps, actionIds.askApproval, async (click) => {
    const result = await deps.useCases.askApproval({ ...click, requestId: readId('request', click) });
    if (result.kind === 'duplicate') return;
    if (result.kind === 'refused') {
      const message = buildLateAnswer(result);
      return isOver(result) ? click.replace(message) : click.tell(message);
    }
    if (result.kind === 'no_approver') {
      const line =
        ':no_entry: *No one can approve this:* it takes a confirmed Organization Owner or Admin who is neither you nor this person, with an e-mail address on a verified domain.';
      return click.tell({ text: 'No one can approve this.', blocks: [section(line)] });
    }
    const { request } = result;
    const whom = mentionUser(request.origin.targetSlackId);
    const asked =
      result.kind === 'asked'
        ? `I asked ${listNames(result.approvers)} by direct message.`
        : `You asked for it ${formatTime(request.approvalAskedAt ?? request.createdAt)}.`;
    await click.replace({
      text: 'Approval was asked for.',
      blocks: [
        section(`:hourglass: *Waiting for approval* of a backup code for ${whom}. ${asked}`),
        section(
          `You will get a direct message from me when it is decided. The request expires ${formatTime(request.expiresAt)}.`,
        ),
        actions(button('Cancel', { actionId: actionIds.cancelRequest, value: request.id })),
      ],
    });
  });
}
