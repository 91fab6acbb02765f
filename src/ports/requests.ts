import type { OrganizationId, RequestId, UserId } from '../domain/ids.ts';
import type { Approval } from '../domain/requests/approval.ts';
import type { BreakGlass } from '../domain/requests/break-glass.ts';
import type { CancelReason, IssueRequest, RequestState } from '../domain/requests/issue-request.ts';
import type { RequestTerms } from '../domain/requests/request-terms.ts';
import type { Verification } from '../domain/requests/verification.ts';

/** Whose requests are counted, and from which moment on. */
export interface CountedOf {
  readonly requesterId: UserId;
  readonly byRequesterSince: number;
  readonly targetId: UserId;
  readonly forTargetSince: number;
}

export interface RequestReader {
  find(organizationId: OrganizationId, id: RequestId): Promise<IssueRequest | null>;
  /**
   * The requests that count towards a limit (see `countedAt`), in no order: those by this requester that count at or
   * after `byRequesterSince`, and those for this target that count at or after `forTargetSince`. The limits keep them few.
   */
  listCounted(organizationId: OrganizationId, of: CountedOf): Promise<IssueRequest[]>;
  /**
   * When the `nth` newest request was made, of those that count towards a limit (see `countedAt`) and were made at `since` or later,
   * of all requesters together; `null` if there are fewer.
   */
  findNthNewestAt(organizationId: OrganizationId, nth: number, since: number): Promise<number | null>;
  /** All that were made for this person at or after `since`, whatever became of them; in no order. */
  listMadeFor(organizationId: OrganizationId, targetId: UserId, since: number): Promise<IssueRequest[]>;
  /** Open ones for this person, expired or not, oldest first. Limits on requests keep them few. */
  listOpenByTarget(organizationId: OrganizationId, targetId: UserId): Promise<IssueRequest[]>;
  /** All open ones, expired or not, in no order. Limits on requests keep them few. */
  listOpen(organizationId: OrganizationId): Promise<IssueRequest[]>;
  /** Open ones whose time is over, of any organization, oldest first. */
  listOverdue(now: number, limit: number): Promise<IssueRequest[]>;
}

/** What may change together with the state. */
export interface RequestChange {
  /** Stricter ones only. */
  readonly terms?: RequestTerms;
  /** `null`: what the approvers were asked about has changed, and they have to be asked again. */
  readonly approvalAskedAt?: number | null;
  readonly ticket?: string;
  readonly reason?: string;
  readonly verifications?: readonly Verification[];
  readonly approvals?: readonly Approval[];
  readonly lifetimeMinutes?: number;
  /** `null`: from the reveal on. */
  readonly startsAt?: number | null;
  readonly breakGlass?: BreakGlass;
  readonly sealedResponseUrl?: string;
  readonly expiresAt?: number;
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
