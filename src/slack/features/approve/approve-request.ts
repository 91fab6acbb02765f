import type { App } from '@slack/bolt';
import { say } from '../../../messages/say.ts';
import type { BotDeps } from '../../app/bot-deps.ts';
import { onClickAnywhere } from '../../app/on-click.ts';
import { readId } from '../../app/read-click.ts';
import { nameOf } from '../../blocks/people.ts';
import { buildRecord } from '../../blocks/records.ts';
import { buildLateAnswer } from '../../blocks/request-endings.ts';
import { actionIds } from '../../ids.ts';

/** **Approve**: the second person's word. */
export function registerApproveRequest(app: App, deps: BotDeps): void {
  onClickAnywhere(app, deps, actionIds.approveRequest, async (click) => {
    const requestId = readId('request', click);
    const result = await deps.useCases.decideRequest({ ...click, requestId }, { verdict: 'approved' });
    if (result.kind === 'duplicate') return;
    if (result.kind === 'refused') {
      const message = buildLateAnswer(result, say('slack.approve.nothing_decided'));
      return result.late !== null ? click.replace(message) : click.tell(message);
    }
    const requester = nameOf(result.requester);
    const facts = { name: nameOf(result.target), requester };
    if (result.kind === 'counted') {
      const required = result.request.terms.approvalsRequired;
      const counted = say('slack.approve.you_counted', { ...facts, given: result.given, required });
      return click.replace(buildRecord(counted, say('slack.approve.you_counted.next', { requester })));
    }
    await click.replace(
      buildRecord(say('slack.approve.you_approved', facts), say('slack.approve.notified', { requester })),
    );
  });
}
