import type { HelpRequestId, OrganizationId, UserId } from '../domain/ids.ts';
import type { HelpRequest, HelpState } from '../domain/requests/help-request.ts';

export interface HelpRequestReader {
  find(organizationId: OrganizationId, id: HelpRequestId): Promise<HelpRequest | null>;
  /** The open one for this person, expired or not. */
  findOpenByTarget(organizationId: OrganizationId, targetId: UserId): Promise<HelpRequest | null>;
  /** All open ones, expired or not, oldest first. Limits keep them few. */
  listOpen(organizationId: OrganizationId): Promise<HelpRequest[]>;
  /** How many wait that were made before this one, and at the same moment those with a smaller id; without those past their time. */
  countWaitingBefore(
    organizationId: OrganizationId,
    place: Pick<HelpRequest, 'createdAt' | 'id'>,
    now: number,
  ): Promise<number>;
  /** How many were made at or after `since`, whatever became of them: by this person, or (`null`) by anyone. */
  countMade(organizationId: OrganizationId, askerId: UserId | null, since: number): Promise<number>;
  /** Open ones whose time is over, of any organization, oldest first. */
  listOverdue(now: number, limit: number): Promise<HelpRequest[]>;
}

/** What may change together with the state. */
export interface HelpRequestChange {
  /** `null`: given back. */
  readonly takenBy?: UserId | null;
  readonly endedBy?: UserId;
  readonly endedAt?: number;
  readonly declineReason?: string;
  readonly cancelReason?: HelpRequest['cancelReason'] & string;
  readonly disownedAt?: number;
}

export interface HelpRequestWriter extends HelpRequestReader {
  /** @throws UniqueViolationError if one is open for this person */
  insert(help: HelpRequest): Promise<void>;
  /**
   * One guarded write: moves it from one of the states `from` to `to`. Of any number of concurrent callers, exactly one gets the changed
   * one; all others get `null`. `to` may be in `from`, to change only other fields.
   */
  transition(
    organizationId: OrganizationId,
    id: HelpRequestId,
    from: readonly HelpState[],
    to: HelpState,
    change: HelpRequestChange,
  ): Promise<HelpRequest | null>;
}
