import type { OrganizationId, RequestId, UserId } from '../domain/ids.ts';
import type { CancelReason, IssueRequest, RequestState } from '../domain/requests/issue-request.ts';

/** Whose requests are counted. */
export type CountedOf = { readonly requesterId: UserId } | { readonly targetId: UserId };

export interface RequestReader {
  find(organizationId: OrganizationId, id: RequestId): Promise<IssueRequest | null>;
  /**
   * How many requests of this person count against a limit: those that had their code at or after `since`, and those
   * made since then that still may, or for which others were asked to approve. A prompt that came to nothing does not.
   */
  countByRequester(organizationId: OrganizationId, requesterId: UserId, since: number): Promise<number>;
  countByTarget(organizationId: OrganizationId, targetId: UserId, since: number): Promise<number>;
  /** Open ones for this person, expired or not, oldest first. Limits on requests keep them few. */
  listOpenByTarget(organizationId: OrganizationId, targetId: UserId): Promise<IssueRequest[]>;
  /** When those that count had their code or, without one, were made; newest first. */
  listCountedTimes(organizationId: OrganizationId, of: CountedOf, since: number): Promise<number[]>;
  /** All open ones, expired or not, in no order. Limits on requests keep them few. */
  listOpen(organizationId: OrganizationId): Promise<IssueRequest[]>;
  /** Open ones whose time is over, of any organization, oldest first. */
  listOverdue(now: number, limit: number): Promise<IssueRequest[]>;
}

/** What may change together with the state. */
export interface RequestChange {
  readonly approvalAskedAt?: number;
  readonly approverId?: UserId;
  readonly expiresAt?: number;
  readonly decidedAt?: number;
  readonly settledAt?: number;
  readonly cancelReason?: CancelReason;
}

export interface RequestWriter extends RequestReader {
  insert(request: IssueRequest): Promise<void>;
  /**
   * One guarded write: moves the request from one of the states `from` to `to`. Of any number of concurrent
   * callers, exactly one gets the changed request; all others get `null`. `to` may be in `from`, to change only other fields.
   */
  transition(
    organizationId: OrganizationId,
    id: RequestId,
    from: readonly RequestState[],
    to: RequestState,
    change: RequestChange,
  ): Promise<IssueRequest | null>;
}
