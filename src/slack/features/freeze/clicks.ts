import type { App } from '@slack/bolt';
import { say } from '../../../messages/say.ts';
import type { BotDeps } from '../../app/bot-deps.ts';
import { type KnownClickAnywhere, onClickAnywhere } from '../../app/on-click.ts';
import { readId } from '../../app/read-click.ts';
import { readFreezeReason } from '../../blocks/freeze-buttons.ts';
import type { SlackMessage } from '../../blocks/message.ts';
import { buildRecord, buildRefusal } from '../../blocks/records.ts';
import { actionIds } from '../../ids.ts';
import { buildFrozen } from './question.ts';
import { buildReleased, buildUnfreezeAnswer } from './unfrozen.ts';

/** The buttons of a freeze. An alarm in a channel stays for the others: only the clicker reads the answer. */
export function registerFreeze(app: App, deps: BotDeps): void {
  onClickAnywhere(app, deps, actionIds.freezeIssuing, async (click) => {
    const result = await deps.useCases.freezes.freeze(click, readFreezeReason(click.value));
    if (result.kind === 'duplicate') return;
    if (result.kind === 'refused')
      return click.tell(buildRefusal(result.refusals, say('slack.freeze.refused')));
    await answer(click, buildFrozen(result));
  });

  onClickAnywhere(app, deps, actionIds.revokeAll, async (click) => {
    const result = await deps.useCases.freezes.revokeAll(click);
    if (result.kind === 'duplicate') return;
    if (result.kind === 'refused')
      return click.tell(buildRefusal(result.refusals, say('slack.revoke.refused'), 'revoke'));
    const { count } = result;
    await answer(
      click,
      buildRecord(count === 0 ? say('slack.revoke_all.none') : say('slack.revoke_all.done', { count })),
    );
  });

  onClickAnywhere(app, deps, actionIds.unfreezeIssuing, async (click) => {
    const freezeId = readId('freeze', click);
    // The button carried something else: it must not count for whichever freeze there is.
    if (freezeId === null) return click.tell(buildRecord(say('slack.nothing_done')));
    const result = await deps.useCases.freezes.unfreeze(click, freezeId);
    if (result.kind !== 'duplicate') await click.tell(buildUnfreezeAnswer(result));
  });

  onClickAnywhere(app, deps, actionIds.releaseIssuer, async (click) => {
    const result = await deps.useCases.freezes.release(click, readId('user', click));
    if (result.kind === 'duplicate') return;
    await click.tell(
      result.kind === 'refused'
        ? buildRefusal(result.refusals, say('slack.unfreeze.refused'))
        : buildReleased(result),
    );
  });
}

/** In place of the question, which only the clicker has. */
function answer(click: KnownClickAnywhere, message: SlackMessage): Promise<void> {
  return click.place === 'message' && click.isEphemeral ? click.replace(message) : click.tell(message);
}
