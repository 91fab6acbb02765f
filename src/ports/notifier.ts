import type { Notice } from '../domain/notice.ts';

export type NotifyResult =
  | { readonly kind: 'sent' }
  /** There is nobody or nothing to tell any more, or telling can never succeed; `why` is for the audit. */
  | { readonly kind: 'undeliverable'; readonly why: string }
  /** Its turn would have come too late, or has not come yet and the program stops: it stays in the outbox for whoever is next. */
  | { readonly kind: 'not_tried'; readonly why: 'late' | 'stopping' }
  /** It may succeed later. */
  | { readonly kind: 'failed'; readonly why: string; readonly retryAfterMs: number | null };

/** Tells people. Composes the words from the state at the time of sending. Never throws for what the world did. */
export interface Notifier {
  /** @param notAfter what has to wait for longer is not sent: somebody else may send it then */
  send(notice: Notice, notAfter: number): Promise<NotifyResult>;
}
