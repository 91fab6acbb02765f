import type { App } from '@slack/bolt';
import { buildDisownedAnswer, buildDisownedBefore } from '../blocks/disowned.ts';
import { buildRefusal } from '../blocks/records.ts';
import type { BotDeps } from '../bot-deps.ts';
import { actionIds } from '../ids.ts';
import { onClick } from './handle-click.ts';
import { readId } from './read-click.ts';

/** **This wasn’t me**, by the person the code is for. */
export function registerDisownCode(app: App, deps: BotDeps): void {
  onClick(app, deps, actionIds.disownCode, async (click) => {
    const result = await deps.useCases.disownCodes({
      ...click,
      codeId: readId('code', click),
      lookUpClicker: () => deps.people.askNow(click.workspace, click.slackUserId),
    });
    switch (result.kind) {
      case 'duplicate':
        return;
      case 'refused':
        return click.tell(buildRefusal(result.refusals, 'Nothing was revoked.'));
      case 'disowned_before':
        return click.replace(buildDisownedBefore(result));
      case 'disowned':
        return click.replace(buildDisownedAnswer(result, click.organization.name));
    }
  });
}
