import type { Organization } from '../../domain/organization.ts';
import type { Secret } from '../../domain/secret.ts';
import type { SlackWorkspace } from '../../domain/slack-person.ts';
import type { RequestCodeInput } from '../../services/request-code.ts';
import type { SlackMessage } from '../blocks/message.ts';
import { buildPrompt } from '../blocks/prompt.ts';
import { buildRefusal } from '../blocks/records.ts';
import type { BotDeps } from '../bot-deps.ts';

export interface Asking {
  readonly organization: Organization;
  readonly workspace: SlackWorkspace;
  readonly requesterSlackId: string;
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
  { useCases, people, channels }: Pick<BotDeps, 'useCases' | 'people' | 'channels'>,
  asking: Asking,
): Promise<SlackMessage | null> {
  const lately = await lookLately();
  const first = await useCases.requestCode({ ...asking, ...lately });
  const result =
    first.kind === 'look_again' ? await useCases.requestCode({ ...asking, ...(await lookNow()) }) : first;
  switch (result.kind) {
    case 'duplicate':
      return null;
    case 'refused':
      return buildRefusal(result.refusals);
    case 'opened':
      return buildPrompt(result);
    case 'look_again':
      throw new Error('Facts of this moment were taken for old ones');
  }

  async function lookLately(): Promise<Facts> {
    const { workspace, requesterSlackId, targetSlackId, channelId } = asking;
    const [requester, target, channel] = await Promise.all([
      people.askLately(workspace, requesterSlackId),
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
      people.askNow(workspace, requesterSlackId),
      people.askNow(workspace, targetSlackId),
      channels.askNow(workspace, channelId),
    ]);
    return { requester, target, channel, areFactsFresh: true };
  }
}
