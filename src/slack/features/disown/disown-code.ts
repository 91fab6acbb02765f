import type { App } from '@slack/bolt';
import { say } from '../../../messages/say.ts';
import type { BotDeps } from '../../app/bot-deps.ts';
import { type KnownClickAnywhere, onClickAnywhere } from '../../app/on-click.ts';
import { readId } from '../../app/read-click.ts';
import { buildRefusal } from '../../blocks/records.ts';
import { actionIds } from '../../ids.ts';
import { buildDisownedAnswer, buildDisownedBefore } from './disowned.ts';

/** **This wasn’t me**, by the person the code is for. */
export function registerDisownCode(app: App, deps: BotDeps): void {
  const disown = async (click: KnownClickAnywhere): Promise<void> => {
    const result = await deps.useCases.disownCodes({
      ...click,
      codeId: readId('code', click),
      lookUpClicker: () => deps.lookUpPerson(click.slackUserId),
    });
    switch (result.kind) {
      case 'duplicate':
        return;
      case 'refused':
        return click.tell(buildRefusal(result.refusals, say('slack.disown.nothing_revoked')));
      case 'disowned_before':
        return click.replace(buildDisownedBefore(result));
      case 'disowned':
        return click.replace(buildDisownedAnswer(result, click.organization.name));
    }
  };
  onClickAnywhere(app, deps, actionIds.disownCode, disown, { asksSlack: false });
}
