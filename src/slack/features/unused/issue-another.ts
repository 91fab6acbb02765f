import type { App } from '@slack/bolt';
import { say } from '../../../messages/say.ts';
import type { BotDeps } from '../../app/bot-deps.ts';
import { type KnownClick, onClick } from '../../app/on-click.ts';
import { readId } from '../../app/read-click.ts';
import { buildRefusal } from '../../blocks/records.ts';
import { actionIds } from '../../ids.ts';
import { openRequestOf } from '../find/choose.ts';

/** **Issue another**, in the reminder: all is as if its person had been mentioned again. */
export function registerIssueAnother(app: App, deps: BotDeps): void {
  onClick(app, deps, actionIds.issueAnother, (click) => askAgain(deps, click));
}

async function askAgain(deps: BotDeps, click: KnownClick): Promise<void> {
  const { slackUserId: requesterSlackId, clicker: requester } = click;
  const asking = { ...click, requesterSlackId, requester };
  const found = await deps.useCases.findReissue({ ...asking, codeId: readId('code', click) });
  if (found.kind === 'refused') return click.tell(buildRefusal(found.refusals, say('slack.issue.refused')));
  const { account, reason } = found;
  const message = await openRequestOf(deps, { ...asking, reason }, account);
  // Beside the reminder: its code works until the new one is generated, and the reminder closes itself then.
  if (message !== null) await click.tell(message);
}
