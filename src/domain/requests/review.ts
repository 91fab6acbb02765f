import type { AuditActor } from '../audit/audit-event.ts';
import type { DirectoryUser } from '../directory/directory-user.ts';
import type { OrganizationId, RequestId, ReviewId, UserId } from '../ids.ts';
import { judgeRequester } from './authority.ts';
import { type Freeze, isFrozen } from './freeze.ts';
import { type Refusal, refuse } from './refusals.ts';

export const reviewVerdicts = ['justified', 'not_justified'] as const;
export type ReviewVerdict = (typeof reviewVerdicts)[number];

/** What another person thinks of a break-glass. Times are milliseconds since the epoch, UTC. */
export interface Review {
  readonly id: ReviewId;
  readonly organizationId: OrganizationId;
  readonly requestId: RequestId;
  /** Who broke the glass. */
  readonly requesterId: UserId;
  readonly targetId: UserId;
  /** Why, as they typed it; masked. */
  readonly reason: string;
  readonly isRehearsal: boolean;
  readonly openedAt: number;
  /** When owners and security channel are next told that it is still open. */
  readonly escalatesAt: number;
  /** `null` while it is open, as are the others. */
  readonly verdict: ReviewVerdict | null;
  readonly note: string | null;
  readonly closedBy: AuditActor | null;
  readonly closedAt: number | null;
}

/** How a review ends. */
export type ReviewClosing = {
  readonly [Field in 'verdict' | 'note' | 'closedBy' | 'closedAt']: NonNullable<Review[Field]>;
};

/** So long after it was opened, and again after each such time, an open review is escalated. */
export const REVIEW_MS = 24 * 3_600_000;

export const REVIEW_NOTE_LENGTH_MAX = 500;

export interface ReviewerFacts {
  readonly reviewer: DirectoryUser;
  readonly review: Pick<Review, 'requesterId' | 'targetId'>;
  /** Confirmed ones. */
  readonly owners: readonly DirectoryUser[];
  /** Those of the organization that last. */
  readonly freezes: readonly Freeze[];
}

/**
 * Why this person may not close the review. The person who broke the glass and the person the code was for never may. Owners may, and admins
 * too where no other owner could act.
 */
export function judgeReviewer({ reviewer, review, owners, freezes }: ReviewerFacts): Refusal[] {
  const own = judgeRequester(reviewer);
  if (own.length > 0) return own;
  if (reviewer.id === review.requesterId) return [refuse('review_own')];
  if (reviewer.id === review.targetId) return [refuse('review_of_target')];
  if (isFrozen(freezes, reviewer)) return [refuse('reviewer_frozen')];
  return reviewer.role === 'owner' || mayAdminsReview(review, owners, freezes) ? [] : [refuse('owners_only')];
}

/** Whether there is no owner who could close it. */
export function mayAdminsReview(
  { requesterId, targetId }: ReviewerFacts['review'],
  owners: readonly DirectoryUser[],
  freezes: readonly Freeze[],
): boolean {
  return !owners.some(
    (owner) => owner.id !== requesterId && owner.id !== targetId && !isFrozen(freezes, owner),
  );
}
