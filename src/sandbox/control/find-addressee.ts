import { isObject, isText, type JsonObject } from '../json.ts';
import type { Platform } from '../world/platform.ts';
import type { ApiCall, ResponseUrlPost } from '../world/record.ts';

/** Who acted, according to a payload. */
export function findActor(payload: JsonObject): string | undefined {
  if (isText(payload.user_id)) return payload.user_id;
  if (isObject(payload.user) && isText(payload.user.id)) return payload.user.id;
  if (!isObject(payload.event)) return undefined;
  const { user } = payload.event;
  if (isText(user)) return user;
  return isObject(user) && isText(user.id) ? user.id : undefined;
}

function humanIn(platform: Platform, channelId: unknown): string | undefined {
  const channel = isText(channelId) ? platform.channels.find(channelId) : undefined;
  if (channel?.kind !== 'im') return undefined;
  return [...channel.members].find((id) => platform.people.find(id)?.isBot !== true);
}

/** The one person who sees what a call wrote: an ephemeral, a view, a direct message. Undefined when others do too. */
export function findAddresseeOfCall(
  platform: Platform,
  { method, args, response }: ApiCall,
): string | undefined {
  if (method === 'chat.postEphemeral') return isText(args.user) ? args.user : '';
  if (method === 'views.publish') return isText(args.user_id) ? args.user_id : '';
  if (method.startsWith('views.')) {
    const id = isObject(response.view) ? response.view.id : args.view_id;
    return (isText(id) ? platform.views.find(id)?.userId : undefined) ?? '';
  }
  if (!method.startsWith('chat.')) return undefined;
  return humanIn(platform, response.channel ?? args.channel);
}

/** Whose response URL it was, and whether others see what was posted with it. */
export function findAddresseeOfPost(
  platform: Platform,
  { path, body }: ResponseUrlPost,
): { person: string | undefined; isPublic: boolean } {
  const target = platform.responseUrls.findTarget(path);
  if (!target) return { person: undefined, isPublic: false };
  const isInIm = platform.channels.find(target.channelId)?.kind === 'im';
  const replaced =
    isObject(body) && body.replace_original === true && target.originalTs !== undefined
      ? platform.messages.find(target.channelId, target.originalTs)
      : undefined;
  const isSeenByAll = replaced
    ? replaced.ephemeralFor === undefined
    : isObject(body) && body.response_type === 'in_channel';
  return { person: target.userId, isPublic: isSeenByAll && !isInIm };
}
