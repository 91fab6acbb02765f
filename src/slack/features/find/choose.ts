import type { App } from '@slack/bolt';
import { say } from '../../../messages/say.ts';
import type { FindSlackAccountResult } from '../../../services/directory/find-slack-account.ts';
import type { BotDeps } from '../../app/bot-deps.ts';
import { type KnownClick, onClick } from '../../app/on-click.ts';
import { readId } from '../../app/read-click.ts';
import type { SlackMessage } from '../../blocks/message.ts';
import { buildRefusal } from '../../blocks/records.ts';
import { actionIds } from '../../ids.ts';
import { issue, openRequestFor } from '../issue/subcommand.ts';
import { answerStatus } from '../status/subcommand.ts';
import type { AskingPlace } from '../subcommand.ts';

/**
 * **Status** and **Generate code…** beside a person who was found: all is as if they had been mentioned, if they have a Slack account. If
 * they have none, the service decides whether a code is possible.
 */
export function registerFind(app: App, deps: BotDeps): void {
  onClick(app, deps, actionIds.showStatus, (click) => showStatus(deps, click));
  onClick(app, deps, actionIds.issueForFound, (click) => askForCode(deps, click));
}

async function showStatus({ useCases }: BotDeps, click: KnownClick): Promise<void> {
  const { slackUserId: requesterSlackId, clicker: requester } = click;
  const about = { by: 'button', userId: readId('user', click) } as const;
  await click.tell(answerStatus(await useCases.codeStatus({ ...click, requesterSlackId, requester, about })));
}

async function askForCode(deps: BotDeps, click: KnownClick): Promise<void> {
  const { slackUserId: requesterSlackId, clicker: requester } = click;
  const asking = { ...click, requesterSlackId, requester };
  const account = await deps.useCases.findSlackAccount({ ...asking, userId: readId('user', click) });
  if (account.kind === 'refused')
    return click.tell(buildRefusal(account.refusals, say('slack.issue.refused')));
  const message = await openRequestOf(deps, { ...asking, reason: '' }, account);
  // In place of the list, so that the code comes in place of the prompt. A refusal leaves the list.
  if (message !== null) await click.replace(message);
}

type Account = Exclude<FindSlackAccountResult, { kind: 'refused' }>;

/** Asks for a code for the person of an account, or of none; `null` if it was asked before. */
export async function openRequestOf(
  deps: BotDeps,
  asking: AskingPlace & { readonly reason: string },
  account: Account,
): Promise<SlackMessage | null> {
  if (account.kind === 'found') return issue.answer(deps, { ...asking, targetSlackId: account.slackUserId });
  const { userId, addresses, isAllowed } = account;
  const found = await deps.findAccount(addresses, asking.workspace.teamId, isAllowed);
  // They are in Slack and never used the bot.
  if (found.kind === 'found') return issue.answer(deps, { ...asking, targetSlackId: found.slackUserId });
  const absence = { addresses, account: found.kind };
  return openRequestFor(deps, asking, { userId, absence });
}
