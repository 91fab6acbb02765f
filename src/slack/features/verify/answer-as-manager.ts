import type { App } from '@slack/bolt';
import { say } from '../../../messages/say.ts';
import type { BotDeps } from '../../app/bot-deps.ts';
import { onClick } from '../../app/on-click.ts';
import { readId } from '../../app/read-click.ts';
import { nameOf } from '../../blocks/people.ts';
import { buildRecord } from '../../blocks/records.ts';
import { buildLateAnswer } from '../../blocks/request-endings.ts';
import { actionIds } from '../../ids.ts';

/** **It’s them** and **It’s not them**: the word of the target's manager. */
export function registerAnswerAsManager(app: App, deps: BotDeps): void {
  for (const [actionId, answer] of [
    [actionIds.vouchForCaller, 'yes'],
    [actionIds.refuseCaller, 'no'],
  ] as const) {
    onClick(app, deps, actionId, async (click) => {
      const result = await deps.useCases.answerAsManager(
        { ...click, requestId: readId('request', click) },
        answer,
      );
      if (result.kind === 'duplicate') return;
      if (result.kind === 'refused') {
        const message = buildLateAnswer(result, say('slack.nothing_done'));
        return result.late !== null ? click.replace(message) : click.tell(message);
      }
      const facts = { name: nameOf(result.target), requester: nameOf(result.requester) };
      return click.replace(buildRecord(say(`slack.verify.you_said.${answer}`, facts)));
    });
  }
}
