import { deepCopy, type JsonObject } from '../json.ts';
import type { Message } from './messages.ts';

/** A message as Slack writes it into API answers, events and interaction payloads. */
export function presentMessage(message: Message): JsonObject {
  return {
    type: 'message',
    user: message.user,
    ts: message.ts,
    text: message.text,
    ...(message.blocks.length > 0 ? { blocks: deepCopy(message.blocks) } : {}),
    ...(message.botId === undefined ? {} : { bot_id: message.botId }),
    ...(message.appId === undefined ? {} : { app_id: message.appId }),
    ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
    ...(message.editedTs === undefined ? {} : { edited: { user: message.user, ts: message.editedTs } }),
  };
}
