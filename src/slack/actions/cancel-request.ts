import type { App } from '@slack/bolt';
import { buildRecord, buildRefusal } from '../blocks/records.ts';
import type { BotDeps } from '../bot-deps.ts';
import { actionIds } from '../ids.ts';
import { formatTime, mentionUser } from '../mrkdwn.ts';
import { onClick } from './handle-click.ts';
import { readId } from './read-click.ts';

/** **Cancel**: the requester thinks better of it. */
export function registerCancelRequest(app: App, deps: BotDeps): void {
  onClick(app, deps, actionIds.cancelRequest, async (click) => {
    const result = await deps.useCases.cancelRequest({ ...click, requestId: readId('request', click) });
    if (result.kind === 'duplicate') return;
    if (result.kind === 'refused') return click.tell(buildRefusal(result.refusals, 'Nothing was cancelled.'));
    const { request } = result;
    const when = request.settledAt ?? request.createdAt;
    const whom = mentionUser(request.origin.targetSlackId);
    await click.replace(
      buildRecord(
        `You cancelled the request for a backup code for ${whom}. No code was generated.`,
        formatTime(when),
      ),
    );
  });
}
