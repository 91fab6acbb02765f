import type { App } from '@slack/bolt';
import type { BotDeps } from '../../app/bot-deps.ts';
import { onClick } from '../../app/on-click.ts';
import { readId } from '../../app/read-click.ts';
import { escapeMrkdwn } from '../../blocks/mrkdwn.ts';
import { buildRecord } from '../../blocks/records.ts';
import { buildLateAnswer } from '../../blocks/request-endings.ts';
import { actionIds } from '../../ids.ts';

/** **Approve** and **Reject**: the second person's word. */
export function registerDecideRequest(app: App, deps: BotDeps): void {
  for (const [actionId, verdict] of [
    [actionIds.approveRequest, 'approved'],
    [actionIds.rejectRequest, 'rejected'],
  ] as const) {
    onClick(app, deps, actionId, async (click) => {
      const requestId = readId('request', click);
      const result = await deps.useCases.decideRequest({ ...click, requestId }, verdict);
      if (result.kind === 'duplicate') return;
      if (result.kind === 'refused') {
        const message = buildLateAnswer(result, 'Nothing was decided.');
        return result.late !== null ? click.replace(message) : click.tell(message);
      }
      const target = escapeMrkdwn(result.target.displayName);
      const requester = escapeMrkdwn(result.requester.displayName);
      const line =
        verdict === 'approved'
          ? `:white_check_mark: You *approved* the backup code for *${target}* that ${requester} asked for.`
          : `:no_entry: You *rejected* the backup code for *${target}* that ${requester} asked for.`;
      await click.replace(buildRecord(line, `${requester} was notified.`));
    });
  }
}
