import type { CodeId, NoticeId, OrganizationId, RequestId } from '../domain/ids.ts';
import type { Notice } from '../domain/notices/notice.ts';

export interface NoticeReader {
  /** How many wait to be sent, due or not. */
  count(): Promise<number>;
  /** Due at `dueBefore` or earlier and still not sent, oldest due first, whoever's they are. */
  listOverdue(dueBefore: number, limit: number): Promise<Notice[]>;
}

/**
 * The outbox. A notice is claimed for a while before it is sent; if its claimer dies, the lease runs out and another
 * instance claims it. So a notice is sent at least once, and twice only if the sender died between sending and
 * `complete`.
 */
export interface NoticeWriter extends NoticeReader {
  enqueue(notice: Notice): Promise<void>;
  /** Makes every notice due that waits for this code or request (`waitsFor`) and was not to be sent before. */
  hasten(organizationId: OrganizationId, subject: CodeId | RequestId, now: number): Promise<void>;
}

export interface NoticeClaim {
  readonly now: number;
  /** Milliseconds for which no one else gets what is claimed. */
  readonly leaseMs: number;
  readonly limit: number;
  /** Whose notices: those for which the claimer holds a token. */
  readonly slackTenantIds: readonly string[];
  /** Destinations that cannot take another one now. */
  readonly busy: readonly string[];
}

/** Claiming runs outside organizations' transactions: each call is one atomic step of its own. */
export interface Outbox {
  /**
   * Takes notices that are due and not leased, oldest due first, at most one for a destination. Two claimers never get
   * the same one.
   */
  claim(claim: NoticeClaim): Promise<Notice[]>;
  /** Whether any is due since before then, leased or not: notices that no one manages to send. */
  hasDueBefore(time: number): Promise<boolean>;
  /** Sent: forgets it. */
  complete(id: NoticeId): Promise<void>;
  /** Not sent: counts the attempt and makes it due again at `dueAt`. */
  postpone(id: NoticeId, dueAt: number): Promise<void>;
  /** Gives this tenant the organization's notices that have none, as the organization had no workspace yet. */
  adopt(organizationId: OrganizationId, slackTenantId: string): Promise<void>;
}
