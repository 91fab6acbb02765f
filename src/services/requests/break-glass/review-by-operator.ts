import { isId, type OrganizationId } from '../../../domain/ids.ts';
import type { ReviewVerdict } from '../../../domain/requests/review.ts';
import { operatorActor } from '../../audit/draft-operator-audit.ts';
import type { ServiceDeps } from '../../deps.ts';
import { type ClosedReview, closeReview, judgeNote } from './close-review.ts';
import { type DescribedReview, describeReview } from './describe-review.ts';

export type CloseByOperatorResult =
  | (ClosedReview & { readonly described: DescribedReview | null })
  | { readonly kind: 'unknown_review' | 'closed_before' | 'wrong_note' };

/** The same at the command line: where one owner and one admin are all there are, no one in Slack could close it. */
export function createReviewByOperator(deps: ServiceDeps) {
  return {
    /** Open ones, oldest first. */
    list: async (organizationId: OrganizationId): Promise<DescribedReview[]> => {
      const { read } = deps.store;
      const open = await read.reviews.listOpen(organizationId);
      const described = await Promise.all(
        open.map((review) => describeReview(read, review, deps.clock.now())),
      );
      return described.filter((each) => each !== null);
    },

    close: (
      organizationId: OrganizationId,
      id: string,
      verdict: ReviewVerdict,
      note: string,
    ): Promise<CloseByOperatorResult> =>
      deps.store.transact(organizationId, async (tx): Promise<CloseByOperatorResult> => {
        const review = isId('review', id) ? await tx.reviews.find(organizationId, id) : null;
        if (review === null) return { kind: 'unknown_review' };
        if (review.closedAt !== null) return { kind: 'closed_before' };
        if (judgeNote(note).length > 0) return { kind: 'wrong_note' };
        const acting = { actor: operatorActor(deps), source: 'cli' } as const;
        const closed = await closeReview(deps, tx, review, acting, { verdict, note });
        if (closed === null) return { kind: 'closed_before' };
        return { ...closed, described: await describeReview(tx, closed.review, deps.clock.now()) };
      }),
  };
}
