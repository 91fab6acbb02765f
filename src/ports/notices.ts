import type { NoticeId } from '../domain/ids.ts';
import type { Notice } from '../domain/notice.ts';

export interface NoticeReader {
  /** How many wait to be sent, due or not. */
  count(): Promise<number>;
}

/**
 * The outbox. A notice is claimed for a while before it is sent; if its claimer dies, the lease runs out and another
 * instance claims it. So a notice is sent at least once, and twice only if the sender died between sending and
 * `complete`.
 */
export interface NoticeWriter extends NoticeReader {
  /** @param heldUntil nobody may claim it before: whoever enqueues it means to send it */
  enqueue(notice: Notice, heldUntil?: number): Promise<void>;
}

/** Claiming runs outside organizations' transactions: each call is one atomic step of its own. */
export interface Outbox {
  /**
   * Takes up to `limit` notices that are due and not leased, oldest due first, for `leaseMs`. Two claimers never get
   * the same one.
   */
  claim(now: number, leaseMs: number, limit: number): Promise<Notice[]>;
  /** Whether any is due since before then, leased or not: notices that nobody manages to send. */
  hasDueBefore(time: number): Promise<boolean>;
  /** Sent: forgets it. */
  complete(id: NoticeId): Promise<void>;
  /** Not tried: lets go of it at once, unless it was claimed again since it was held or claimed until `leasedUntil`. */
  release(id: NoticeId, leasedUntil: number): Promise<void>;
  /** Not sent: counts the attempt and makes it due again at `dueAt`. */
  postpone(id: NoticeId, dueAt: number): Promise<void>;
}
