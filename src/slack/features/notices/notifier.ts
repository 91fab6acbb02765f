import { ErrorCode, type WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Notice } from '../../../domain/notices/notice.ts';
import type { ReaderFacts } from '../../../domain/organization/language.ts';
import { chooseReader, speakTo } from '../../../messages/reader.ts';
import type { Notifier, NotifyResult } from '../../../ports/notifier.ts';
import type {
  DescribedNotice,
  NoticeAddress,
  NoticeDescription,
} from '../../../services/notices/described-notice.ts';
import type { PostResponse } from '../../api/post-response.ts';
import type { SlackMessage } from '../../blocks/message.ts';
import { buildNotice } from './notices.ts';

export interface NotifierDeps {
  /** Without retries: the outbox tries again, and no other notice waits meanwhile. */
  readonly client: WebClient;
  readonly postResponse: PostResponse;
  readonly describeNotice: (notice: Notice) => Promise<NoticeDescription>;
  readonly findNoticeReader: (notice: Notice, described: DescribedNotice) => Promise<ReaderFacts>;
}

/** Errors that another try would meet again. */
const HOPELESS = new Set([
  'user_not_found',
  'users_not_found',
  'channel_not_found',
  'not_in_channel',
  'restricted_action_read_only_channel',
  'ekm_access_denied',
  'team_access_not_granted',
  'is_archived',
  'user_disabled',
  'cannot_dm_bot',
  'messages_tab_disabled',
  'restricted_action',
  'missing_scope',
  'message_not_found',
  'cant_update_message',
  'edit_window_closed',
]);

/** Sends notices by direct message, into the security channel, or in place of a message of ours. */
export function createSlackNotifier(deps: NotifierDeps): Notifier {
  return {
    async send(notice): Promise<NotifyResult> {
      try {
        const described = await deps.describeNotice(notice);
        if (described.kind === 'settled') return { kind: 'sent' };
        if (described.kind === 'pointless') return { kind: 'undeliverable', why: described.why };
        // The commit that caused it may be another person's: each notice has its own reader.
        const reader = chooseReader(await deps.findNoticeReader(notice, described));
        const message = speakTo(reader, () => buildNotice(described));
        const result = await deliver(described.to, message);
        // The message is gone, or Slack lets no one change it any longer: a late press of its buttons is answered in words.
        const isGone = described.kind.startsWith('close_') && result.kind === 'undeliverable';
        return isGone ? { kind: 'sent' } : result;
      } catch (error) {
        return explainFailure(error);
      }
    },
  };

  async function deliver(to: NoticeAddress, message: SlackMessage): Promise<NotifyResult> {
    switch (to.kind) {
      case 'response_url': {
        const outcome = await deps.postResponse(to.url, message, { replaceOriginal: true });
        if (outcome.kind === 'accepted') return { kind: 'sent' };
        if (outcome.kind === 'uncertain') return { kind: 'failed', why: outcome.why, retryAfterMs: null };
        if (outcome.status === 429)
          return { kind: 'failed', why: 'http_429', retryAfterMs: outcome.retryAfterMs };
        return { kind: 'undeliverable', why: `http_${outcome.status}` };
      }
      case 'channel':
        return post(to.channelId, message);
      case 'person':
        return post(to.slackUserId, message);
      case 'mailbox':
        return { kind: 'undeliverable', why: 'goes_by_email' };
      case 'message': {
        const { channelId: channel, ts } = to;
        try {
          await deps.client.chat.update({ channel, ts, ...message });
          return { kind: 'sent' };
        } catch (error) {
          return explainFailure(error);
        }
      }
      case 'email': {
        const { user } = await deps.client.users.lookupByEmail({ email: to.email });
        if (user?.id === undefined) return { kind: 'undeliverable', why: 'users_not_found' };
        // Anyone can claim an address that was never confirmed, and this message is for its owner (S6).
        if (user.is_email_confirmed !== true) return { kind: 'undeliverable', why: 'email_unconfirmed' };
        return post(user.id, message);
      }
    }
  }

  /** @param channel a channel's id, or a person's: Slack takes that as their direct message with the bot */
  async function post(channel: string, { text, blocks }: SlackMessage): Promise<NotifyResult> {
    const posted = await deps.client.chat.postMessage({
      channel,
      text,
      blocks,
      unfurl_links: false,
      unfurl_media: false,
    });
    // A person's id is not the id of their direct message.
    const { channel: channelId, ts } = posted;
    return channelId === undefined || ts === undefined
      ? { kind: 'sent' }
      : { kind: 'sent', posted: { channelId, ts } };
  }
}

const errorSchema = z.object({
  code: z.string().optional(),
  message: z.string().optional(),
  retryAfter: z.number().optional(),
  data: z.object({ error: z.string() }).optional(),
});

/** Keeps Slack's own error word and nothing else: the error object carries the request with it. */
function explainFailure(error: unknown): NotifyResult {
  const { code, data, retryAfter } = errorSchema.safeParse(error).data ?? {};
  if (code === ErrorCode.PlatformError && data !== undefined) {
    return HOPELESS.has(data.error)
      ? { kind: 'undeliverable', why: data.error }
      : { kind: 'failed', why: data.error, retryAfterMs: null };
  }
  const retryAfterMs = retryAfter === undefined ? null : retryAfter * 1000;
  return { kind: 'failed', why: code ?? (error instanceof Error ? error.name : 'unknown'), retryAfterMs };
}
