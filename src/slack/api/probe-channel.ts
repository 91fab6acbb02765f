import { z } from 'zod';
import { slackTenantIdOf } from '../../domain/directory/slack-person.ts';
import type { ChannelProbe } from '../../domain/notices/security-channel.ts';
import { callSlack, type ProbeOptions, probeSlack } from './probe-slack.ts';

const answerSchema = z.object({
  ok: z.boolean(),
  error: z.string().nullish(),
  channel: z
    .object({
      name: z.string().nullish(),
      is_member: z.boolean().nullish(),
      is_archived: z.boolean().nullish(),
      is_private: z.boolean().nullish(),
      is_ext_shared: z.boolean().nullish(),
      is_pending_ext_shared: z.boolean().nullish(),
    })
    .nullish(),
});

/** For `policy set` and `doctor`: what kind of channel the alarms would go to. A field that Slack leaves out counts as the dangerous answer. */
export async function probeChannel(options: ProbeOptions, channelId: string): Promise<ChannelProbe> {
  const workspace = await probeSlack(options);
  if (workspace.kind === 'failed') return workspace;
  try {
    const response = await callSlack('conversations.info', options, { channel: channelId });
    const { ok, error, channel } = answerSchema.parse(await response.json());
    if (!ok || channel == null) return { kind: 'failed', error: error ?? `http_${response.status}` };
    return {
      kind: 'found',
      slackTenantId: slackTenantIdOf(workspace),
      name: channel.name ?? channelId,
      isMember: channel.is_member === true,
      isArchived: channel.is_archived !== false && channel.is_archived != null,
      isPrivate: channel.is_private === true,
      isShared: channel.is_ext_shared === true || channel.is_pending_ext_shared === true,
    };
  } catch (error) {
    return { kind: 'failed', error: error instanceof Error ? error.name : 'unknown' };
  }
}
