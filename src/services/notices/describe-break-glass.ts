import type { UserId } from '../../domain/ids.ts';
import type { NoticeContent } from '../../domain/notices/notice.ts';
import { isFrozen } from '../../domain/requests/freeze.ts';
import type { Readers } from '../../ports/store.ts';
import { type DescribedReview, describeReview } from '../requests/break-glass/describe-review.ts';
import { listReviewers } from '../requests/break-glass/list-reviewers.ts';

/** What a notice about a break-glass and its review says, as of now. */
export interface BreakGlassNotice extends DescribedReview {
  readonly kind: 'security_glass_broken' | 'security_review_overdue' | 'security_review_closed';
  /** Who the reader is to it: the channel has all of them. */
  readonly reader: 'channel' | 'owner' | 'approver';
  /** Whether the reader is the one who broke the glass: it may be news to them. */
  readonly isOwn: boolean;
  /** Whether the one who reads it could close the review. */
  readonly mayReview: boolean;
  /** Whether the one who broke the glass can issue nothing now. */
  readonly isFrozen: boolean;
}

export type BreakGlassContent = Extract<NoticeContent, { kind: BreakGlassNotice['kind'] }>;

/** @returns `null` if there is nothing to say any longer */
export async function describeBreakGlass(
  read: Pick<Readers, 'reviews' | 'directory' | 'codes' | 'freezes'>,
  organizationId: DescribedReview['review']['organizationId'],
  { kind, reviewId, ownerId }: BreakGlassContent,
  now: number,
): Promise<BreakGlassNotice | null> {
  const review = await read.reviews.find(organizationId, reviewId);
  const described = review && (await describeReview(read, review, now));
  if (described === null || (kind === 'security_review_overdue' && review?.closedAt !== null)) return null;
  const { owners, reviewers } = await listReviewers(read, described.review);
  const isIn = (people: readonly { readonly id: UserId }[]) => people.some(({ id }) => id === ownerId);
  const freezes = await read.freezes.listLasting(organizationId);
  return {
    ...described,
    kind,
    reader: ownerId === null ? 'channel' : isIn(owners) ? 'owner' : 'approver',
    isOwn: ownerId === described.requester.id,
    mayReview: described.review.closedAt === null && (ownerId === null || isIn(reviewers)),
    isFrozen: isFrozen(freezes, described.requester),
  };
}
