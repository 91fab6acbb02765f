import type { App } from '@slack/bolt';
import type { BotDeps } from '../../app/bot-deps.ts';
import { onClick } from '../../app/on-click.ts';
import { buildRecord } from '../../blocks/records.ts';
import { actionIds } from '../../ids.ts';

/** **Hide now**: takes the code off the screen; it goes on working. Needs no authority: it only removes. */
export function registerHideCode(app: App, deps: BotDeps): void {
  onClick(app, deps, actionIds.hideCode, async (click) => {
    await click.replace(
      buildRecord(
        ':lock: The code is hidden. It can’t be shown again.',
        'To check or revoke it: `/backupcode status @name`.',
      ),
    );
  });
}
