import type { App } from '@slack/bolt';
import { isId } from '../../../domain/ids.ts';
import { say } from '../../../messages/say.ts';
import type { BotDeps } from '../../app/bot-deps.ts';
import { type KnownClick, onClick } from '../../app/on-click.ts';
import type { SlackMessage } from '../../blocks/message.ts';
import { buildRefusal } from '../../blocks/records.ts';
import { actionIds } from '../../ids.ts';
import { buildRevokeOutcome } from '../revoke/revoked.ts';
import { buildList } from './list.ts';
import { readPage, toQuery } from './page.ts';

/** **Older** and **Newest** put another page in place of this one. **Revoke** puts what it did above the page, as it is then. */
export function registerList(app: App, deps: BotDeps): void {
  const turn = async (click: KnownClick) => click.replace(await readList(deps, click, click.value));
  onClick(app, deps, actionIds.listOlder, turn);
  onClick(app, deps, actionIds.listNewest, turn);
  onClick(app, deps, actionIds.revokeListed, (click) => revokeListed(deps, click));
}

async function readList({ useCases }: BotDeps, click: KnownClick, value: string): Promise<SlackMessage> {
  const page = readPage(value);
  const { slackUserId: requesterSlackId, clicker: requester } = click;
  const about = page.targetId === null ? null : ({ by: 'button', userId: page.targetId } as const);
  const listed = await useCases.listLive({
    ...click,
    requesterSlackId,
    requester,
    query: toQuery(page),
    about,
  });
  return listed.kind === 'refused'
    ? buildRefusal(listed.refusals, say('slack.list.refused'), 'see')
    : buildList(listed);
}

async function revokeListed(deps: BotDeps, click: KnownClick): Promise<void> {
  const [id = '', ...page] = click.value.split('|');
  const result = await deps.useCases.revokeCode({ ...click, codeId: isId('code', id) ? id : null });
  if (result.kind === 'duplicate') return;
  if (result.kind === 'refused')
    return click.tell(buildRefusal(result.refusals, say('slack.revoke.refused'), 'revoke'));
  const outcome = buildRevokeOutcome(result);
  const list = await readList(deps, click, page.join('|'));
  await click.replace({
    text: outcome.text,
    blocks: [...outcome.blocks, { type: 'divider' }, ...list.blocks],
  });
}
