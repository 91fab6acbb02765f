import type { Notice } from '../domain/notice.ts';

export type NotifyResult =
  | { readonly kind: 'sent' }
  /** There is nobody or nothing to tell any more, or telling can never succeed; `why` is for the audit. */
  | { readonly kind: 'undeliverable'; readonly why: string }
  /** It was not its turn yet, and the program stops: it stays in the outbox for whoever is next. */
  | { readonly kind: 'not_tried' }
  /** It may succeed later. */
  | { readonly kind: 'failed'; readonly why: string; readonly retryAfterMs: number | null };

/** Tells people. Composes the words from the state at the time of sending. Never throws for what the world did. */
export interface Notifier {
  send(notice: Notice): Promise<NotifyResult>;
}
