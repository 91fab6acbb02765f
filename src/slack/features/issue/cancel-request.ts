import type { App } from '@slack/bolt';
import { say } from '../../../messages/say.ts';
import type { BotDeps } from '../../app/bot-deps.ts';
import { onClickAnywhere } from '../../app/on-click.ts';
import { readId } from '../../app/read-click.ts';
import { formatTime } from '../../blocks/mrkdwn.ts';
import { mentionTarget } from '../../blocks/people.ts';
import { buildRecord } from '../../blocks/records.ts';
import { buildLateAnswer, isOver } from '../../blocks/request-endings.ts';
import { actionIds } from '../../ids.ts';

/** **Cancel**: the requester changes their mind. */
export function registerCancelRequest(app: App, deps: BotDeps): void {
  onClickAnywhere(app, deps, actionIds.cancelRequest, async (click) => {
    const result = await deps.useCases.cancelRequest({ ...click, requestId: readId('request', click) });
    if (result.kind === 'duplicate') return;
    if (result.kind === 'refused') {
      const message = buildLateAnswer(result, say('slack.nothing_done'));
      return isOver(result) ? click.replace(message) : click.tell(message);
    }
    const { request, target } = result;
    const time = formatTime(request.settledAt ?? request.createdAt);
    const name = mentionTarget(request, target);
    await click.replace(buildRecord(say('slack.cancelled', { name, time })));
  });
}
