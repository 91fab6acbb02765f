import type { App } from '@slack/bolt';
import { say } from '../../../messages/say.ts';
import type { BotDeps } from '../../app/bot-deps.ts';
import { onClickAnywhere } from '../../app/on-click.ts';
import { readId } from '../../app/read-click.ts';
import { buildRefusal } from '../../blocks/records.ts';
import { actionIds } from '../../ids.ts';
import { buildUnlocked } from './unlocked.ts';

/** **Unlock** in the alarm and beside a code: the same use case as `/backupcode unlock @user`. */
export function registerUnlockUser(app: App, deps: BotDeps): void {
  onClickAnywhere(app, deps, actionIds.unlockUser, async (click) => {
    const { slackUserId: requesterSlackId, clicker: requester } = click;
    const whom = { by: 'button', userId: readId('user', click) } as const;
    const result = await deps.useCases.unlockByAdmin({ ...click, requesterSlackId, requester, whom });
    if (result.kind === 'duplicate') return;
    // The alarm stays for those who may unlock: only the clicker reads the refusal.
    if (result.kind === 'refused')
      await click.tell(buildRefusal(result.refusals, say('slack.unlock.refused'), 'unlock'));
    // On the reveal, which must stay: its code is still to be read out.
    else if (click.isEphemeral) await click.tell(buildUnlocked(result));
    else await click.replace(buildUnlocked(result));
  });
}
