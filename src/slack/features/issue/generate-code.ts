import type { App } from '@slack/bolt';
import { say } from '../../../messages/say.ts';
import { VendorError } from '../../../ports/vendor.ts';
import type { Reveal } from '../../../services/codes/generate-code.ts';
import type { RevealResult } from '../../../services/codes/reveal-code.ts';
import type { BotDeps } from '../../app/bot-deps.ts';
import { type KnownClick, onClick } from '../../app/on-click.ts';
import { readId } from '../../app/read-click.ts';
import { buildRecord, buildRefusal } from '../../blocks/records.ts';
import { buildLateAnswer, isOver } from '../../blocks/request-endings.ts';
import { actionIds } from '../../ids.ts';
import { buildRehearsed } from '../break-glass/rehearsed.ts';
import { buildGeneratedBefore } from './generated-before.ts';
import { buildRaisedPrompt } from './prompt.ts';
import { buildReveal } from './reveal.ts';
import { showPrompt } from './show-prompt.ts';

/**
 * **Generate code**, and **Unlock and generate**: everything is checked again, the code is made, shown to the clicker alone in place of the prompt, and
 * only then made to work.
 */
export function registerGenerateCode(app: App, deps: BotDeps): void {
  for (const [actionId, unlocks] of [
    [actionIds.generateCode, false],
    [actionIds.unlockAndGenerate, true],
  ] as const)
    onClick(app, deps, actionId, (click) => generate(deps, click, unlocks));
}

async function generate(deps: BotDeps, click: KnownClick, unlocks: boolean): Promise<void> {
  // A message that is no ephemeral stays in the history for everyone who has it: it must never become the code.
  if (!click.isEphemeral) return showPrompt(deps, click);
  const result = await deps.useCases.revealCode({
    organization: click.organization,
    workspace: click.workspace,
    slackUserId: click.slackUserId,
    clicker: click.clicker,
    requestId: readId('request', click),
    channelId: click.channelId,
    unlocks,
    deliveryKey: click.deliveryKey,
    lookUpPerson: deps.lookUpPerson,
    findAccount: async (addresses) => (await deps.findAccount(addresses, click.workspace.teamId, true)).kind,
    judgeChannel: () => deps.judgeChannel(click.channelId),
    deliver: (reveal) => deliverInPlace(deps, click, reveal),
  });
  if (result.kind === 'unknown')
    deps.log.error({ err: result.error }, 'Whether a code that was shown works is not known');
  if (result.kind === 'provider_unclear')
    deps.log.error(describeVendorError(result), 'Whether a provider made a code is not known');
  await answer(click, result);
}

/** Of an error that isn't a vendor's, only the name: its text may quote what the vendor answered. */
function describeVendorError({ error, request }: Extract<RevealResult, { kind: 'provider_unclear' }>) {
  const { id: requestId } = request;
  return error instanceof VendorError
    ? { requestId, problem: error.problem, detail: error.detail }
    : { requestId, problem: error instanceof Error ? error.name : 'unknown' };
}

async function deliverInPlace(deps: BotDeps, click: KnownClick, reveal: Reveal) {
  const outcome = await deps.postResponse(click.responseUrl, buildReveal(reveal), { replaceOriginal: true });
  if (outcome.kind === 'accepted') return { kind: 'delivered', hideUrl: click.responseUrl } as const;
  deps.log.warn({ outcome, codeId: reveal.record.id }, 'A code was not certainly delivered');
  return { kind: 'failed' } as const;
}

async function answer(click: KnownClick, result: RevealResult): Promise<void> {
  switch (result.kind) {
    case 'duplicate':
    case 'revealed':
      return;
    case 'delivery_failed':
    case 'not_activated':
      return click.replace(buildRecord(say('slack.reveal.failed'), say('slack.reveal.failed.next')));
    // In place of the code, so that no one goes on reading it out.
    case 'unknown':
      return click.replace(buildRecord(say('slack.reveal.unknown'), say('slack.reveal.unknown.next')));
    case 'provider_refused':
    case 'provider_unclear':
      return click.replace(buildRefusal(result.refusals, say('slack.issue.refused')));
    case 'generated_before':
      return click.replace(buildGeneratedBefore(result));
    case 'rehearsed':
      return click.replace(buildRehearsed(result));
    case 'raised':
      return click.replace(buildRaisedPrompt(result));
    case 'refused': {
      const message = buildLateAnswer(result, say('slack.issue.refused'));
      return isOver(result) ? click.replace(message) : click.tell(message);
    }
  }
}
