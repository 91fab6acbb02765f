import { ErrorCode, type WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { SlackWorkspace } from '../../domain/directory/slack-person.ts';
import type { SlackMessage } from '../blocks/message.ts';

export type DirectPost =
  /** `link` opens the conversation, in Slack's own clients and in a browser. */
  | { readonly kind: 'posted'; readonly link: string }
  /** It may not have been posted. `why` is Slack's error word, if there is one. */
  | { readonly kind: 'failed'; readonly why: string };

/**
 * Shows an ephemeral message in a person's direct message with the bot, which is opened if necessary. Never a code: a
 * program can neither hide nor replace what it posts this way (S12). Only a click on one of its buttons can.
 */
export type PostInDirectMessage = (
  workspace: SlackWorkspace,
  slackUserId: string,
  message: SlackMessage,
) => Promise<DirectPost>;

/** @param client without retries: the person waiting for the answer can type the command again */
export function createPostInDirectMessage(client: WebClient, apiUrl: string): PostInDirectMessage {
  return async function postInDirectMessage({ teamId }, slackUserId, { text, blocks }) {
    try {
      const opened = await client.conversations.open({ users: slackUserId });
      const channel = opened.channel?.id;
      if (channel === undefined) return { kind: 'failed', why: 'no_channel' };
      await client.chat.postEphemeral({ channel, user: slackUserId, text, blocks });
      // https://docs.slack.dev/interactivity/deep-linking: works in the clients as well as in a browser
      const link = new URL('/app_redirect', apiUrl);
      link.searchParams.set('channel', channel);
      link.searchParams.set('team', teamId);
      return { kind: 'posted', link: link.href };
    } catch (error) {
      const { code, data } = errorSchema.safeParse(error).data ?? {};
      const withoutWord = code === ErrorCode.RateLimitedError ? 'ratelimited' : 'no_answer';
      return { kind: 'failed', why: data?.error ?? withoutWord };
    }
  };
}

/** Slack's own error word and nothing else: the error object carries the request with it. */
const errorSchema = z.object({
  code: z.string().optional(),
  data: z.object({ error: z.string() }).optional(),
});
