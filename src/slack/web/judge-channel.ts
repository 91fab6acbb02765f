import { ErrorCode, type WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { ChannelJudgement } from '../../domain/slack-channel.ts';

const channelSchema = z.object({
  is_im: z.boolean().optional(),
  is_ext_shared: z.boolean().optional(),
  is_pending_ext_shared: z.boolean().optional(),
  is_org_shared: z.boolean().optional(),
});

/** Asks Slack, each time, who a channel is shared with. Throws when Slack could not be asked. */
export type JudgeChannel = (channelId: string) => Promise<ChannelJudgement>;

export function createJudgeChannel(client: WebClient): JudgeChannel {
  return async function judgeChannel(channelId) {
    try {
      const { channel } = await client.conversations.info({ channel: channelId });
      const facts = channelSchema.parse(channel);
      return facts.is_ext_shared === true || facts.is_pending_ext_shared === true ? 'shared' : 'own';
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === ErrorCode.PlatformError)
        return 'unseen';
      throw error;
    }
  };
}
