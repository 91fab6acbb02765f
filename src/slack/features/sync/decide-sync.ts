import type { App } from '@slack/bolt';
import { say } from '../../../messages/say.ts';
import type { BotDeps } from '../../app/bot-deps.ts';
import { onClickAnywhere } from '../../app/on-click.ts';
import { readId } from '../../app/read-click.ts';
import { escapeMrkdwn } from '../../blocks/mrkdwn.ts';
import { nameOf } from '../../blocks/people.ts';
import { buildRecord, buildRefusal } from '../../blocks/records.ts';
import { actionIds } from '../../ids.ts';

/** **Apply** and **Discard** of a sync that waits for an owner. */
export function registerDecideSync(app: App, deps: BotDeps): void {
  for (const [actionId, kind] of [
    [actionIds.applySync, 'apply'],
    [actionIds.discardSync, 'discard'],
  ] as const) {
    onClickAnywhere(app, deps, actionId, async (click) => {
      const result = await deps.useCases.decideSync({ ...click, runId: readId('syncRun', click) }, kind);
      switch (result.kind) {
        case 'duplicate':
          return;
        case 'refused':
          return click.tell(buildRefusal(result.refusals, say('slack.nothing_done')));
        case 'not_owner':
          return click.tell(buildRecord(say('slack.sync.not_owner')));
        case 'late':
          return click.replace(buildRecord(say('slack.sync.late'), say('slack.sync.late.next')));
        default: {
          const { owner, losing } = result;
          const facts = { owner: nameOf(owner), source: escapeMrkdwn(result.source), losing };
          const line = say(`slack.sync.${result.kind}`, facts);
          return click.replace(buildRecord(line, say(`slack.sync.${result.kind}.next`, facts)));
        }
      }
    });
  }
}
