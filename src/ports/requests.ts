import type { OrganizationId, RequestId, UserId } from '../domain/ids.ts';
import type { CancelReason, IssueRequest, RequestState } from '../domain/issue-request.ts';

export interface RequestReader {
  find(organizationId: OrganizationId, id: RequestId): Promise<IssueRequest | null>;
  /** Requests by this person made at or after `since`, whatever became of them. */
  countByRequester(organizationId: OrganizationId, requesterId: UserId, since: number): Promise<number>;
  countByTarget(organizationId: OrganizationId, targetId: UserId, since: number): Promise<number>;
  /** Open ones for this person, expired or not, oldest first. Limits on requests keep them few. */
  listOpenByTarget(organizationId: OrganizationId, targetId: UserId): Promise<IssueRequest[]>;
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
   * One guarded write: moves the request from one of the states `from` to `to`. Of any number that try at once
   * exactly one gets the changed request; everybody else gets `null`. `to` may be in `from`, for a change of other
   * fields alone.
   */
  transition(
    organizationId: OrganizationId,
    id: RequestId,
    from: readonly RequestState[],
    to: RequestState,
    change: RequestChange,
  ): Promise<IssueRequest | null>;
}
