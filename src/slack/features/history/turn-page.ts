import type { App } from '@slack/bolt';
import { say } from '../../../messages/say.ts';
import type { BotDeps } from '../../app/bot-deps.ts';
import { type KnownClick, onClick } from '../../app/on-click.ts';
import { buildRefusal } from '../../blocks/records.ts';
import { actionIds } from '../../ids.ts';
import { buildHistory } from './history.ts';
import { readHistoryPage } from './page.ts';

/** **Older** and **Newest** put another page in place of this one. */
export function registerHistory(app: App, deps: BotDeps): void {
  onClick(app, deps, actionIds.historyOlder, (click) => turnPage(deps, click));
  onClick(app, deps, actionIds.historyNewest, (click) => turnPage(deps, click));
}

async function turnPage({ useCases }: BotDeps, click: KnownClick): Promise<void> {
  const { userId, query } = readHistoryPage(click.value);
  const { slackUserId: requesterSlackId, clicker: requester } = click;
  const about = { by: 'button', userId } as const;
  const shown = await useCases.showHistory({ ...click, requesterSlackId, requester, about, query });
  await click.replace(
    shown.kind === 'refused'
      ? buildRefusal(shown.refusals, say('slack.history.refused'), 'see')
      : buildHistory(shown),
  );
}
