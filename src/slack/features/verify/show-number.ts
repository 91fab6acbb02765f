import type { App } from '@slack/bolt';
import { say } from '../../../messages/say.ts';
import type { BotDeps } from '../../app/bot-deps.ts';
import { onClickAnywhere } from '../../app/on-click.ts';
import { readId } from '../../app/read-click.ts';
import { escapeMrkdwn } from '../../blocks/mrkdwn.ts';
import { nameOf } from '../../blocks/people.ts';
import { buildRecord } from '../../blocks/records.ts';
import { buildLateAnswer } from '../../blocks/request-endings.ts';
import { actionIds } from '../../ids.ts';

/** **Show number**, in the form: the whole number that the directory has, on top of the form. */
export function registerShowNumber(app: App, deps: BotDeps): void {
  onClickAnywhere(app, deps, actionIds.showNumber, async (click) => {
    const result = await deps.useCases.showNumber({ ...click, requestId: readId('request', click) });
    if (result.kind === 'duplicate') return;
    if (result.kind === 'refused') return click.tell(buildLateAnswer(result, say('slack.nothing_done')));
    const number = escapeMrkdwn(result.mobile);
    return click.tell(
      buildRecord(
        say('slack.verify.number.shown', { name: nameOf(result.target), number }),
        say('slack.verify.number.next'),
      ),
    );
  });
}
