import type { App } from '@slack/bolt';
import { say } from '../../../messages/say.ts';
import type { BotDeps } from '../../app/bot-deps.ts';
import { onClickAnywhere } from '../../app/on-click.ts';
import { readId } from '../../app/read-click.ts';
import { buildRefusal } from '../../blocks/records.ts';
import { actionIds } from '../../ids.ts';
import { buildRevokeOutcome } from './revoked.ts';

/** **Revoke**, by an administrator. */
export function registerRevokeCode(app: App, deps: BotDeps): void {
  onClickAnywhere(app, deps, actionIds.revokeCode, async (click) => {
    const result = await deps.useCases.revokeCode({ ...click, codeId: readId('code', click) });
    if (result.kind === 'duplicate') return;
    if (result.kind === 'refused')
      return click.tell(buildRefusal(result.refusals, say('slack.revoke.refused'), 'revoke'));
    await click.replace(buildRevokeOutcome(result));
  });
}
