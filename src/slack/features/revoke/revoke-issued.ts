import type { App } from '@slack/bolt';
import { say } from '../../../messages/say.ts';
import type { BotDeps } from '../../app/bot-deps.ts';
import { onClickAnywhere } from '../../app/on-click.ts';
import { readId } from '../../app/read-click.ts';
import { nameOf } from '../../blocks/people.ts';
import { buildRecord, buildRefusal } from '../../blocks/records.ts';
import { actionIds } from '../../ids.ts';

/** **Revoke these codes**, by an owner. */
export function registerRevokeIssued(app: App, deps: BotDeps): void {
  onClickAnywhere(app, deps, actionIds.revokeIssued, async (click) => {
    const result = await deps.useCases.revokeIssuedCodes({ ...click, issuerId: readId('user', click) });
    if (result.kind === 'duplicate') return;
    if (result.kind === 'refused')
      return click.tell(buildRefusal(result.refusals, say('slack.revoke.refused'), 'revoke'));
    const name = nameOf(result.issuer);
    if (result.kind === 'none_live')
      return click.replace(buildRecord(say('slack.revoke_issued.none', { name })));
    const { count } = result;
    await click.replace(
      buildRecord(
        say('slack.revoke_issued.done', { name, count }),
        say('slack.revoke_issued.notified', { count }),
      ),
    );
  });
}
