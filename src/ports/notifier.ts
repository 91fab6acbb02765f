import type { Notice } from '../domain/notices/notice.ts';

/** A message of the bot's in a conversation. */
export interface PostedMessage {
  readonly channelId: string;
  readonly ts: string;
}

export type NotifyResult =
  /** `posted`: the message, where it can be changed later. */
  | { readonly kind: 'sent'; readonly posted?: PostedMessage }
  /** There is no one left to notify, or it can never succeed; `why` is for the audit. */
  | { readonly kind: 'undeliverable'; readonly why: string }
  /** It may succeed later. */
  | { readonly kind: 'failed'; readonly why: string; readonly retryAfterMs: number | null };

/** Notifies people. Composes the text from the state at the time of sending. Never throws for outside faults. */
export interface Notifier {
  send(notice: Notice): Promise<NotifyResult>;
}
