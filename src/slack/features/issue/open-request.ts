import type { Organization } from '../../../domain/organization.ts';
import type { Secret } from '../../../domain/secret.ts';
import type { SlackPerson, SlackWorkspace } from '../../../domain/slack-person.ts';
import type { RequestCodeInput, RequestCodeResult } from '../../../services/request-code.ts';
import type { BotDeps } from '../../app/bot-deps.ts';
import type { SlackMessage } from '../../blocks/message.ts';
import { buildRefusal } from '../../blocks/records.ts';
import { buildContinue, buildNoDirectMessage } from './continue.ts';
import { buildPrompt } from './prompt.ts';

export interface Asking {
  readonly organization: Organization;
  readonly workspace: SlackWorkspace;
  readonly requesterSlackId: string;
  /** What Slack said of the requester for this very command; `null` if it was not asked yet. */
  readonly requester: SlackPerson | null;
  readonly targetSlackId: string;
  readonly channelId: string;
  readonly reason: string;
  readonly deliveryKey: string;
  readonly responseUrl: Secret;
}

type Facts = Pick<RequestCodeInput, 'requester' | 'target' | 'channel' | 'areFactsFresh'>;

/**
 * Asks for a code to be issued; `null` if the command was answered before. The prompt grants nothing, so what Slack said
 * half a minute ago will do for it; whatever else would be the answer is decided on what Slack says now.
 */
export async function openRequest(
  deps: Pick<BotDeps, 'useCases' | 'people' | 'channels' | 'postInDirectMessage' | 'log'>,
  asking: Asking,
): Promise<SlackMessage | null> {
  const { useCases, people, channels } = deps;
  let facts = await lookLately();
  let result = await useCases.requestCode({ ...asking, ...facts });
  if (result.kind === 'look_again') {
    facts = await lookNow();
    result = await useCases.requestCode({ ...asking, ...facts });
  }
  switch (result.kind) {
    case 'duplicate':
      return null;
    case 'refused':
      return buildRefusal(result.refusals);
    case 'opened':
      return result.policy.revealIn === 'prompt' || facts.channel === 'direct'
        ? buildPrompt(result)
        : promptInDirectMessage(deps, asking, result);
    case 'look_again':
      throw new Error('Facts of this moment were taken for old ones');
  }

  async function lookLately(): Promise<Facts> {
    const { workspace, requesterSlackId, targetSlackId, channelId } = asking;
    const [requester, target, channel] = await Promise.all([
      asking.requester === null
        ? people.askLately(workspace, requesterSlackId)
        : { facts: asking.requester, isFresh: true },
      people.askLately(workspace, targetSlackId),
      channels.askLately(workspace, channelId),
    ]);
    return {
      requester: requester.facts,
      target: target.facts,
      channel: channel.facts,
      areFactsFresh: requester.isFresh && target.isFresh && channel.isFresh,
    };
  }

  async function lookNow(): Promise<Facts> {
    const { workspace, requesterSlackId, targetSlackId, channelId } = asking;
    const [requester, target, channel] = await Promise.all([
      asking.requester ?? people.askNow(workspace, requesterSlackId),
      people.askNow(workspace, targetSlackId),
      channels.askNow(workspace, channelId),
    ]);
    return { requester, target, channel, areFactsFresh: true };
  }
}

/**
 * Where codes are shown only there: the prompt as an ephemeral in the direct message, since a click on it can be answered by
 * the code in its place; here, the way to it. If Slack refuses, the request stays open until it expires, and asking again
 * is harmless.
 */
async function promptInDirectMessage(
  { postInDirectMessage, log }: Pick<BotDeps, 'postInDirectMessage' | 'log'>,
  { workspace, requesterSlackId }: Asking,
  opened: Extract<RequestCodeResult, { kind: 'opened' }>,
): Promise<SlackMessage> {
  const post = await postInDirectMessage(workspace, requesterSlackId, buildPrompt(opened));
  if (post.kind === 'posted') return buildContinue(opened.target, post.link);
  log.warn({ why: post.why, requestId: opened.request.id }, 'A prompt was not certainly shown');
  return buildNoDirectMessage(opened.target, post.why);
}
