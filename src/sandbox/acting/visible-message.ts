import { deepCopy, type JsonObject } from '../json.ts';
import type { Message } from '../world/messages.ts';

/** A message as one person has it on the screen. */
export interface VisibleMessage {
  readonly ts: string;
  readonly channel: string;
  readonly text: string;
  readonly blocks: readonly JsonObject[];
  readonly user: string;
  readonly appId: string | undefined;
  readonly threadTs: string | undefined;
  /** Only this person sees it, until they reload. */
  readonly ephemeral: boolean;
  readonly edited: boolean;
}

export function showMessage(message: Message): VisibleMessage {
  return {
    ts: message.ts,
    channel: message.channelId,
    text: message.text,
    blocks: deepCopy(message.blocks),
    user: message.user,
    appId: message.appId,
    threadTs: message.threadTs,
    ephemeral: message.ephemeralFor !== undefined,
    edited: message.editedTs !== undefined,
  };
}

function wordsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(wordsOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'text' && typeof inner === 'string' ? [inner] : wordsOf(inner),
  );
}

/** Everything readable in a message: its blocks if it has any (then the text is only a fallback), else its text. */
export function readableText(message: Pick<VisibleMessage, 'text' | 'blocks'>): string {
  return message.blocks.length > 0 ? wordsOf(message.blocks).join('\n') : message.text;
}
