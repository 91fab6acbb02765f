import type { OrganizationId, ReviewId } from '../domain/ids.ts';
import type { Review, ReviewClosing } from '../domain/requests/review.ts';

export interface ReviewReader {
  find(organizationId: OrganizationId, id: ReviewId): Promise<Review | null>;
  /** Open ones, oldest first. One for each break-glass that no one has reviewed, so they are few. */
  listOpen(organizationId: OrganizationId): Promise<Review[]>;
  /** Open ones that are to be escalated by now, of any organization, the longest due first. */
  listOverdue(now: number, limit: number): Promise<Review[]>;
}

export interface ReviewWriter extends ReviewReader {
  insert(review: Review): Promise<void>;
  /** One guarded write: of any number of reviewers exactly one gets the closed review; all others get `null`. */
  close(organizationId: OrganizationId, id: ReviewId, closing: ReviewClosing): Promise<Review | null>;
  /** One guarded write: of those who escalate it when it is due at `from`, one gets `true`. `false` if it is closed, too. */
  postpone(organizationId: OrganizationId, id: ReviewId, from: number, to: number): Promise<boolean>;
}
