import type { DirectoryUser } from '../../../domain/directory/directory-user.ts';
import type { ReviewId } from '../../../domain/ids.ts';
import { type Refusal, refuse } from '../../../domain/requests/refusals.ts';
import { judgeReviewer, type Review, type ReviewVerdict } from '../../../domain/requests/review.ts';
import type { Transaction } from '../../../ports/store.ts';
import { auditSlackRefusal, sourceOf } from '../../audit/audit-slack-refusal.ts';
import type { ServiceDeps } from '../../deps.ts';
import { findLink } from '../../directory/find-link.ts';
import { resolveIssuer } from '../../directory/resolve-issuer.ts';
import { listOwnersToAlarm } from '../../notices/alarm.ts';
import { isFirstDelivery, type RequestClick } from '../open-click.ts';
import { type ClosedReview, closeReview, judgeNote } from './close-review.ts';
import { type DescribedReview, describeReview } from './describe-review.ts';

export interface ReviewClick extends Omit<RequestClick, 'requestId'> {
  /** `null` if the button carried anything but a review's id. */
  readonly reviewId: ReviewId | null;
}

type Refused = {
  readonly kind: 'refused';
  readonly refusals: readonly Refusal[];
  /** The review that someone closed before, with who did, for the answer; `null` for another reason. */
  readonly closed: DescribedReview | null;
};
type Duplicate = { readonly kind: 'duplicate' };

export type OpenReviewResult =
  | { readonly kind: 'open'; readonly described: DescribedReview }
  /** Their first click ever: Slack has to be asked who it is. */
  | { readonly kind: 'unlinked' }
  | Refused
  | Duplicate;
export type CloseReviewResult =
  | (ClosedReview & { readonly described: DescribedReview })
  | Refused
  | Duplicate;

/** The review of a break-glass in Slack. Each step is authorised by who clicks, on the facts of now (S9). */
export function createReviewByPerson(deps: ServiceDeps) {
  return {
    /**
     * What the form needs: stored facts alone, as Slack gives three seconds to show it (S3). It grants nothing.
     * @param click with a clicker of `null` unless the answer was `unlinked`
     */
    open: (click: ReviewClick): Promise<OpenReviewResult> =>
      deps.store.transact(click.organization.id, async (tx) => {
        const link = click.clicker === null ? await findLink(tx, click, click.slackUserId) : null;
        if (click.clicker === null && link === null) return { kind: 'unlinked' };
        if (!(await isFirstDelivery(deps, tx, click))) return { kind: 'duplicate' };
        const linked = link?.user ?? null;
        const found = linked === null ? await findReviewer(deps, tx, click) : { reviewer: linked };
        if ('refusals' in found) return refuseClick(deps, tx, click, found.refusals, null);
        const { refusals, described } = await judge(deps, tx, click, found.reviewer);
        if (refusals.length > 0 || described === null)
          return refuseClick(deps, tx, click, refusals, described);
        return { kind: 'open', described };
      }),

    close: (click: ReviewClick, verdict: ReviewVerdict, note: string): Promise<CloseReviewResult> =>
      deps.store.transact(click.organization.id, async (tx) => {
        if (!(await isFirstDelivery(deps, tx, click))) return { kind: 'duplicate' };
        const found = await findReviewer(deps, tx, click);
        if ('refusals' in found) return refuseClick(deps, tx, click, found.refusals, null);
        const { reviewer } = found;
        const { refusals, described } = await judge(deps, tx, click, reviewer);
        const all = [...refusals, ...(refusals.length > 0 ? [] : judgeNote(note))];
        if (all.length > 0 || described === null) return refuseClick(deps, tx, click, all, described);
        const acting = { actor: { kind: 'user', id: reviewer.id }, source: sourceOf(click) } as const;
        const closed = await closeReview(deps, tx, described.review, acting, { verdict, note });
        if (closed === null) throw new Error('A review changed inside the transaction that had read it');
        return { ...closed, described: { ...described, review: closed.review, closedBy: reviewer } };
      }),
  };
}

async function findReviewer(
  deps: ServiceDeps,
  tx: Transaction,
  click: ReviewClick,
): Promise<{ readonly reviewer: DirectoryUser } | { readonly refusals: readonly Refusal[] }> {
  const issuer = await resolveIssuer(deps, tx, { ...click, requester: click.clicker, act: 'revoke' });
  return issuer.kind === 'refused' ? { refusals: issuer.refusals } : { reviewer: issuer.requester };
}

async function judge(
  { clock }: Pick<ServiceDeps, 'clock'>,
  tx: Transaction,
  { organization, reviewId }: ReviewClick,
  reviewer: DirectoryUser,
): Promise<{ readonly refusals: readonly Refusal[]; readonly described: DescribedReview | null }> {
  const review = reviewId === null ? null : await tx.reviews.find(organization.id, reviewId);
  const described = review && (await describeReview(tx, review, clock.now()));
  if (described === null) return { refusals: [refuse('review_not_found')], described: null };
  const refusals = await judgeFor(tx, reviewer, described.review);
  const isClosed = described.review.closedAt !== null;
  return {
    refusals: refusals.length === 0 && isClosed ? [refuse('review_closed')] : refusals,
    described: refusals.length === 0 ? described : null,
  };
}

async function judgeFor(tx: Transaction, reviewer: DirectoryUser, review: Review): Promise<Refusal[]> {
  const owners = await listOwnersToAlarm(tx, review.organizationId);
  const freezes = await tx.freezes.listLasting(review.organizationId);
  return judgeReviewer({ reviewer, review, owners, freezes });
}

async function refuseClick(
  deps: ServiceDeps,
  tx: Transaction,
  click: ReviewClick,
  refusals: readonly Refusal[],
  described: DescribedReview | null,
): Promise<Refused> {
  await auditSlackRefusal(deps, tx, {
    ...click,
    action: 'review.refused',
    target: described?.review.targetId ?? null,
    refusals,
    details: { reviewId: click.reviewId },
  });
  return { kind: 'refused', refusals, closed: described?.review.closedAt == null ? null : described };
}
