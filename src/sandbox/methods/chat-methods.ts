import { readMessageBlocks } from '../blocks/read-blocks.ts';
import { LIMITS } from '../coverage.ts';
import type { JsonObject } from '../json.ts';
import { SlackError } from '../slack-error.ts';
import type { Channel } from '../world/channels.ts';
import type { Message } from '../world/messages.ts';
import { findTeam } from '../world/platform.ts';
import { presentMessage } from '../world/present-message.ts';
import { limitPosts } from './limit-posts.ts';
import { type MethodContext, optionalText, requireText } from './method-context.ts';
import { reachConversation, reachForPosting } from './reach-conversation.ts';

interface Content {
  readonly text: string;
  readonly blocks: JsonObject[];
}

function readContent(args: JsonObject): Content {
  const blocks = readMessageBlocks(args.blocks);
  const text = optionalText(args, 'text') ?? '';
  if (text === '' && (blocks === undefined || blocks.length === 0)) throw new SlackError('no_text');
  if (text.length > LIMITS.messageText) throw new SlackError('msg_too_long');
  return { text, blocks: blocks ?? [] };
}

function post(context: MethodContext, channel: Channel, content: Content, ephemeralFor?: string): Message {
  const threadTs = optionalText(context.args, 'thread_ts');
  return context.platform.messages.post({
    channelId: channel.id,
    user: context.installation.botUserId,
    botId: context.installation.botId,
    appId: context.app.id,
    ...content,
    ...(threadTs === undefined ? {} : { threadTs }),
    ...(ephemeralFor === undefined ? {} : { ephemeralFor }),
  });
}

export function chatPostMessage(context: MethodContext): JsonObject {
  const channel = reachForPosting(context, requireText(context.args, 'channel'));
  const content = readContent(context.args);
  limitPosts(context.platform, channel.id);
  const message = post(context, channel, content);
  return { channel: channel.id, ts: message.ts, message: presentMessage(message) };
}

/** The addressee must be in the channel; the bot too, unless the channel is open to it. In tier 4, not in that of posting. */
export function chatPostEphemeral(context: MethodContext): JsonObject {
  const userId = requireText(context.args, 'user');
  const channel = reachForPosting(context, requireText(context.args, 'channel'));
  const person = context.platform.people.find(userId);
  if (!person || person.isDeleted || !channel.members.has(userId))
    throw new SlackError('user_not_in_channel');
  const content = readContent(context.args);
  return { message_ts: post(context, channel, content, userId).ts };
}

/** Ephemerals are on no record, so neither `chat.update` nor `chat.delete` can find one. */
function findOwn(context: MethodContext, refusal: 'cant_update_message' | 'cant_delete_message'): Message {
  const channel = reachConversation(context, requireText(context.args, 'channel'));
  const message = context.platform.messages.find(channel.id, requireText(context.args, 'ts'));
  if (!message || message.isGone || message.ephemeralFor !== undefined)
    throw new SlackError('message_not_found');
  if (message.user !== context.installation.botUserId) throw new SlackError(refusal);
  return message;
}

/** As in Slack, `text` alone removes the blocks, and `blocks` alone keep the text out of sight. */
export function chatUpdate(context: MethodContext): JsonObject {
  const message = findOwn(context, 'cant_update_message');
  const content = readContent(context.args);
  context.platform.messages.rewrite(message, content.text, content.blocks);
  return { channel: message.channelId, ts: message.ts, text: content.text, message: presentMessage(message) };
}

export function chatDelete(context: MethodContext): JsonObject {
  const message = findOwn(context, 'cant_delete_message');
  context.platform.messages.remove(message);
  return { channel: message.channelId, ts: message.ts };
}

export function chatGetPermalink(context: MethodContext): JsonObject {
  const channel = reachConversation(context, requireText(context.args, 'channel'));
  const message = context.platform.messages.find(channel.id, requireText(context.args, 'message_ts'));
  if (!message || message.isGone || message.ephemeralFor !== undefined)
    throw new SlackError('message_not_found');
  const { domain } = findTeam(context.platform, context.installation.teamId);
  const path = `archives/${channel.id}/p${message.ts.replace('.', '')}`;
  return { channel: channel.id, permalink: `https://${domain}.slack.test/${path}` };
}
