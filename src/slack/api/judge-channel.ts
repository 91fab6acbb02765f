import { ErrorCode, type WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { ChannelJudgement } from '../../domain/notices/slack-channel.ts';

const channelSchema = z.object({
  is_im: z.boolean().nullish(),
  is_ext_shared: z.boolean().nullish(),
  is_pending_ext_shared: z.boolean().nullish(),
  is_org_shared: z.boolean().nullish(),
});

/** Asks Slack, each time, who a channel is shared with. Throws when Slack could not be asked. */
export type JudgeChannel = (channelId: string) => Promise<ChannelJudgement>;

/** Slack's words for trouble of its own, which says nothing of the channel. */
const OUTAGES = new Set([
  'fatal_error',
  'internal_error',
  'request_timeout',
  'service_unavailable',
  'ratelimited',
]);

export function createJudgeChannel(client: WebClient): JudgeChannel {
  return async function judgeChannel(channelId) {
    try {
      const { channel } = await client.conversations.info({ channel: channelId });
      const facts = channelSchema.nullish().parse(channel);
      if (facts === null || facts === undefined) return 'unseen';
      // Slack shows a bot no direct messages but its own.
      if (facts.is_im === true) return 'direct';
      return facts.is_ext_shared === true || facts.is_pending_ext_shared === true ? 'shared' : 'own';
    } catch (error) {
      const word = readPlatformError(error);
      // Any other refusal means that we may not see who is in it, so no code is shown there (S7).
      if (word !== null && !OUTAGES.has(word)) return 'unseen';
      throw error;
    }
  };
}

const errorSchema = z.object({
  code: z.literal(ErrorCode.PlatformError),
  data: z.object({ error: z.string() }),
});

function readPlatformError(error: unknown): string | null {
  return errorSchema.safeParse(error).data?.data.error ?? null;
}
