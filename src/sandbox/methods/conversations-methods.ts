import type { JsonObject } from '../json.ts';
import { refuseWithMessages, SlackError } from '../slack-error.ts';
import type { ChannelKind } from '../workspace.ts';
import { type Channel, canSee } from '../world/channels.ts';
import { presentChannel } from '../world/present-channel.ts';
import { presentMessage } from '../world/present-message.ts';
import { type MethodContext, optionalText, paginate, requireScope, requireText } from './method-context.ts';
import { openDirectMessage, reachConversation } from './reach-conversation.ts';

const SCOPE_PREFIX: Record<ChannelKind, string> = { public: 'channels', private: 'groups', im: 'im' };

const KIND_OF_TYPE: Record<string, ChannelKind | undefined> = {
  public_channel: 'public',
  private_channel: 'private',
  im: 'im',
};

function present(context: MethodContext, channel: Channel): JsonObject {
  return presentChannel(channel, context.installation.botUserId, context.installation.teamId);
}

export function conversationsOpen(context: MethodContext): JsonObject {
  const existing = optionalText(context.args, 'channel');
  if (existing !== undefined) return { channel: { id: reachConversation(context, existing).id } };
  const users = (optionalText(context.args, 'users') ?? '').split(',').filter((user) => user !== '');
  const [user] = users;
  if (user === undefined) throw refuseWithMessages('invalid_arguments', ['missing required field: users']);
  if (users.length > 1) throw refuseWithMessages('invalid_arguments', ['group messages are not imitated']);
  requireScope(context, 'im:write');
  const { channel, wasOpen } = openDirectMessage(context, user);
  return {
    ...(wasOpen ? { no_op: true, already_open: true } : {}),
    channel: context.args.return_im === 'true' ? present(context, channel) : { id: channel.id },
  };
}

function reachWithScope(context: MethodContext, action: 'read' | 'history'): Channel {
  const channel = reachConversation(context, requireText(context.args, 'channel'));
  requireScope(context, `${SCOPE_PREFIX[channel.kind]}:${action}`);
  return channel;
}

export function conversationsInfo(context: MethodContext): JsonObject {
  return { channel: present(context, reachWithScope(context, 'read')) };
}

export function conversationsList(context: MethodContext): JsonObject {
  const { platform, installation } = context;
  const types = (optionalText(context.args, 'types') ?? 'public_channel').split(',');
  const kinds = types.map((type) => KIND_OF_TYPE[type.trim()]).filter((kind) => kind !== undefined);
  for (const kind of kinds) requireScope(context, `${SCOPE_PREFIX[kind]}:read`);
  const visible = platform.channels
    .all()
    .filter((channel) => kinds.includes(channel.kind))
    .filter((channel) => canSee(channel, installation.botUserId, installation.teamId));
  const { page, response_metadata } = paginate(visible, context.args);
  return { channels: page.map((channel) => present(context, channel)), response_metadata };
}

export function conversationsMembers(context: MethodContext): JsonObject {
  const channel = reachWithScope(context, 'read');
  const { page, response_metadata } = paginate([...channel.members], context.args);
  return { members: page, response_metadata };
}

/** Only where the bot is a member, newest first, and never an ephemeral. */
export function conversationsHistory(context: MethodContext): JsonObject {
  const channel = reachWithScope(context, 'history');
  if (!channel.members.has(context.installation.botUserId)) throw new SlackError('not_in_channel');
  const kept = context.platform.messages
    .inChannel(channel.id)
    .filter((message) => message.ephemeralFor === undefined)
    .reverse();
  const { page, response_metadata } = paginate(kept, context.args);
  return {
    messages: page.map(presentMessage),
    has_more: response_metadata.next_cursor !== '',
    pin_count: 0,
    response_metadata,
  };
}
