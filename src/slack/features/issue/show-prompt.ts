import type { App } from '@slack/bolt';
import { say } from '../../../messages/say.ts';
import type { BotDeps } from '../../app/bot-deps.ts';
import { type KnownClick, onClick } from '../../app/on-click.ts';
import { readId } from '../../app/read-click.ts';
import { buildLateAnswer, isOver } from '../../blocks/request-endings.ts';
import { actionIds } from '../../ids.ts';
import { buildGeneratedBefore } from './generated-before.ts';
import { buildPrompt } from './prompt.ts';

/** **Continue**, in the message that says that a request was approved: shows the prompt, as often as it is wanted. */
export function registerShowPrompt(app: App, deps: BotDeps): void {
  onClick(app, deps, actionIds.showPrompt, (click) => showPrompt(deps, click));
}

/** Shows the clicker the prompt of a request, as an ephemeral beside the message that was clicked. */
export async function showPrompt({ useCases }: Pick<BotDeps, 'useCases'>, click: KnownClick): Promise<void> {
  const result = await useCases.showPrompt({ ...click, requestId: readId('request', click) });
  switch (result.kind) {
    case 'duplicate':
      return;
    case 'open':
      return click.tell(buildPrompt(result));
    case 'generated_before':
      return click.replace(buildGeneratedBefore(result));
    case 'refused': {
      const message = buildLateAnswer(result, say('slack.issue.refused'));
      return isOver(result) ? click.replace(message) : click.tell(message);
    }
  }
}
