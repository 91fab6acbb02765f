import { SlackError } from '../slack-error.ts';
import { type Channel, canSee, isInTeam } from '../world/channels.ts';
import { isVisibleTo } from '../world/present-user.ts';
import type { MethodContext } from './method-context.ts';

/** A conversation that the bot may know of; anything else does not exist for it. */
export function reachConversation(context: MethodContext, id: string): Channel {
  const { platform, installation } = context;
  const channel = platform.channels.find(id);
  if (!channel || !canSee(channel, installation.botUserId, installation.teamId)) {
    throw new SlackError('channel_not_found');
  }
  return channel;
}

/** Where a message goes: a conversation id, a `#name`, or a person, whose direct message is opened. */
export function reachForPosting(context: MethodContext, target: string): Channel {
  if (/^[UW]/.test(target) && context.platform.people.find(target))
    return openDirectMessage(context, target).channel;
  const named = findByName(context, target);
  const channel = named ?? reachConversation(context, target);
  if (channel.members.has(context.installation.botUserId)) return channel;
  const mayPostUninvited = context.app.manifest.scopes.includes('chat:write.public');
  if (channel.kind === 'public' && mayPostUninvited) return channel;
  throw new SlackError('not_in_channel');
}

function findByName(context: MethodContext, target: string): Channel | undefined {
  const { platform, installation } = context;
  if (!target.startsWith('#')) return undefined;
  return platform.channels
    .all()
    .filter((channel) => isInTeam(channel, installation.teamId) && channel.kind !== 'im')
    .filter((channel) => canSee(channel, installation.botUserId, installation.teamId))
    .find((channel) => channel.name === target.slice(1));
}

export function openDirectMessage(
  context: MethodContext,
  userId: string,
): { channel: Channel; wasOpen: boolean } {
  const { platform, installation } = context;
  const person = platform.people.find(userId);
  if (!person || !isVisibleTo(platform, person, installation)) throw new SlackError('user_not_found');
  if (person.isBot) throw new SlackError('cannot_dm_bot');
  if (person.isDeleted) throw new SlackError('user_disabled');
  return platform.channels.openIm(installation.teamId, userId, installation.botUserId);
}
