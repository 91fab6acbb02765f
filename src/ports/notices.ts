import type { CodeId, HelpRequestId, NoticeId, OrganizationId, RequestId } from '../domain/ids.ts';
import type { Notice, NoticeChannel } from '../domain/notices/notice.ts';

export interface NoticeReader {
  /** How many wait to be sent, due or not. */
  count(): Promise<number>;
  /** Due at `dueBefore` or earlier and not sent yet, of any organization, oldest due first. */
  listOverdue(dueBefore: number, limit: number): Promise<Notice[]>;
}

/**
 * The outbox. A notice is claimed for a while before it is sent; if its claimer dies, the lease runs out and another
 * instance claims it. So a notice is sent at least once, and twice only if the sender died between sending and
 * `complete`.
 */
export interface NoticeWriter extends NoticeReader {
  enqueue(notice: Notice): Promise<void>;
  /** Makes every notice due that waits for this code, request or request for help (`waitsFor`). */
  hasten(
    organizationId: OrganizationId,
    subject: CodeId | RequestId | HelpRequestId,
    now: number,
  ): Promise<void>;
}

export interface NoticeClaim {
  readonly now: number;
  /** Lease of what is claimed, in milliseconds. */
  readonly leaseMs: number;
  readonly limit: number;
  /** `slack` if left out. */
  readonly channel?: NoticeChannel;
  /** Tenants whose tokens the claimer has; no one looks at them for `email`. */
  readonly slackTenantIds: readonly string[];
  /** Destinations that are busy now. */
  readonly busy: readonly string[];
}

/** Claiming runs outside organizations' transactions: each call is one atomic step. */
export interface Outbox {
  /**
   * Takes notices that are due and not leased, oldest due first, at most one for a destination. Two claimers never get
   * the same one.
   */
  claim(claim: NoticeClaim): Promise<Notice[]>;
  /** True if a notice has been due since before then, leased or not: one that can't be sent. */
  hasDueBefore(time: number): Promise<boolean>;
  /** Sent: forgets it. */
  complete(id: NoticeId): Promise<void>;
  /** Not sent: counts the attempt and makes it due again at `dueAt`. */
  postpone(id: NoticeId, dueAt: number): Promise<void>;
  /** Assigns this tenant to the organization's notices without one, written before it had a workspace. */
  adopt(organizationId: OrganizationId, slackTenantId: string): Promise<void>;
}
