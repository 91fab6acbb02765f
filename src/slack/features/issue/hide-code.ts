import type { App } from '@slack/bolt';
import { say } from '../../../messages/say.ts';
import type { BotDeps } from '../../app/bot-deps.ts';
import { onClick } from '../../app/on-click.ts';
import { buildRecord } from '../../blocks/records.ts';
import { actionIds } from '../../ids.ts';

/** **Hide now**: takes the code off the screen; it goes on working. Needs no authority: it only removes. */
export function registerHideCode(app: App, deps: BotDeps): void {
  onClick(
    app,
    deps,
    actionIds.hideCode,
    (click) => click.replace(buildRecord(say('slack.hidden'), say('slack.hidden.next'))),
    { asksSlack: false },
  );
}
