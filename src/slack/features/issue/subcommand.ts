import { say } from '../../../messages/say.ts';
import type { RequestCodeInput, RequestCodeResult } from '../../../services/requests/request-code.ts';
import type { WithoutSlack } from '../../../services/requests/without-slack/resolve-without-slack.ts';
import { lookUpPair, type SlackPair } from '../../api/look-up-pair.ts';
import type { BotDeps } from '../../app/bot-deps.ts';
import type { SlackMessage } from '../../blocks/message.ts';
import { buildRefusal } from '../../blocks/records.ts';
import type { Asking, SubcommandForIssuers } from '../subcommand.ts';
import { buildContinue, buildNoDirectMessage } from './continue.ts';
import { buildHeld } from './held.ts';
import { buildPrompt } from './prompt.ts';

export const issue = {
  word: '',
  who: 'lanes',
  takes: 'person_and_reason',
  synonyms: ['issue', 'generate', 'create', 'new', 'code', 'reset', 'send', 'give', 'for', 'user'],
  refused: { title: 'slack.issue.refused', act: 'issue', action: 'request.refused' },
  answer: openRequest,
} as const satisfies SubcommandForIssuers;

/** Asks for a code to be issued; `null` if the command was answered before. */
async function openRequest(deps: BotDeps, asking: Asking): Promise<SlackMessage | null> {
  return open(deps, asking, lookUpPair(deps, asking));
}

/** The same for a person of the directory who has no Slack account. */
export async function openRequestFor(
  deps: BotDeps,
  asking: Omit<Asking, 'targetSlackId'>,
  withoutSlack: WithoutSlack,
): Promise<SlackMessage | null> {
  const asked = { ...asking, targetSlackId: null };
  return open(deps, asked, lookUpPair(deps, asked), withoutSlack);
}

async function open(
  deps: BotDeps,
  asking: Omit<Asking, 'targetSlackId'> & Pick<RequestCodeInput, 'targetSlackId'>,
  lookingUp: Promise<SlackPair>,
  withoutSlack?: WithoutSlack,
): Promise<SlackMessage | null> {
  // After a form the prompt goes to the direct message, whatever the policy: there is no other place for it.
  const isForm = asking.responseUrl === null;
  const [pair, channel] = await Promise.all([
    lookingUp,
    isForm ? ('direct' as const) : deps.judgeChannel(asking.channelId),
  ]);
  const result = await deps.useCases.requestCode({
    ...asking,
    ...pair,
    channel,
    ...(withoutSlack && { withoutSlack }),
  });
  switch (result.kind) {
    case 'duplicate':
      return null;
    case 'refused':
      return buildRefusal(result.refusals, say('slack.issue.refused'));
    case 'opened':
      if (result.isHeld) return buildHeld(result.request, result.target);
      return !isForm && (result.policy.revealIn === 'prompt' || channel === 'direct')
        ? buildPrompt(result)
        : promptInDirectMessage(deps, asking, result);
  }
}

/**
 * Where codes are shown only there: the prompt as an ephemeral in the direct message, since a click on it can be answered by
 * the code in its place; here, the way to it. If Slack refuses, the request stays open until it expires, and asking again
 * is harmless.
 */
export async function promptInDirectMessage(
  { postInDirectMessage, log }: Pick<BotDeps, 'postInDirectMessage' | 'log'>,
  { workspace, requesterSlackId }: Pick<Asking, 'workspace' | 'requesterSlackId'>,
  opened: Extract<RequestCodeResult, { kind: 'opened' }>,
): Promise<SlackMessage> {
  const post = await postInDirectMessage(workspace, requesterSlackId, buildPrompt(opened));
  if (post.kind === 'posted') return buildContinue(opened.target, post.link);
  log.warn({ why: post.why, requestId: opened.request.id }, 'A prompt was not certainly shown');
  return buildNoDirectMessage(opened.target, post.why);
}
