import { maskCodes } from '../../../domain/codes/mask-codes.ts';
import type { DirectoryUser } from '../../../domain/directory/directory-user.ts';
import { isOpenRequest } from '../../../domain/requests/issue-request.ts';
import { type Refusal, refuse } from '../../../domain/requests/refusals.ts';
import { REVIEW_NOTE_LENGTH_MAX, type Review, type ReviewVerdict } from '../../../domain/requests/review.ts';
import type { Transaction } from '../../../ports/store.ts';
import { draftAudit, type ServiceDeps, systemActor } from '../../deps.ts';
import { enqueueToGuards } from '../../notices/alarm.ts';
import type { Acting } from '../../organization/freeze/actor.ts';
import { freezeIssuer } from '../../organization/freeze/freeze-issuer.ts';
import { settleRequest } from '../settle-request.ts';

export interface ClosedReview {
  readonly kind: 'closed';
  readonly review: Review;
  /** Who broke the glass, if they may issue nothing from now on. */
  readonly frozen: DirectoryUser | null;
}

/** Why this can't be the end of a review. @param note without white space at its ends */
export function judgeNote(note: string): Refusal[] {
  const length = [...note].length;
  return length === 0 || length > REVIEW_NOTE_LENGTH_MAX ? [refuse('review_note')] : [];
}

/**
 * Ends a review. The caller has decided that this one may. Where the break-glass was not justified, the request ends if it is still open, and
 * its requester may issue nothing until an owner has looked. A rehearsal has no such consequences: no code could come of it.
 * @returns `null` if someone else closed it first
 */
export async function closeReview(
  deps: ServiceDeps,
  tx: Transaction,
  { id, organizationId }: Pick<Review, 'id' | 'organizationId'>,
  acting: Acting,
  { verdict, note }: { readonly verdict: ReviewVerdict; readonly note: string },
): Promise<ClosedReview | null> {
  const review = await tx.reviews.close(organizationId, id, {
    verdict,
    // It is stored and sent to people, and a live code in it would still work (N21).
    note: maskCodes(note),
    closedBy: acting.actor,
    closedAt: deps.clock.now(),
  });
  if (review === null) return null;
  const { requestId, requesterId, targetId, isRehearsal } = review;
  const isStopped = verdict === 'not_justified' && !isRehearsal;
  const frozen = isStopped ? await stopRequester(deps, tx, review, acting) : null;
  await tx.audit.append(
    draftAudit(deps, {
      organizationId,
      action: 'review.closed',
      ...acting,
      target: targetId,
      reason: review.note,
      details: { reviewId: id, requestId, requesterId, verdict, isRehearsal, isFrozen: frozen !== null },
    }),
  );
  await enqueueToGuards(deps, tx, organizationId, { kind: 'security_review_closed', reviewId: id });
  return { kind: 'closed', review, frozen };
}

async function stopRequester(
  deps: ServiceDeps,
  tx: Transaction,
  { id: reviewId, organizationId, requestId, requesterId, targetId }: Review,
  acting: Acting,
): Promise<DirectoryUser | null> {
  const requester = await tx.directory.findUser(organizationId, requesterId);
  const details = { reviewId, requestId };
  const isFrozen =
    requester !== null && (await freezeIssuer(deps, tx, requester, acting, 'not_justified', details));
  // An owner whom no other owner could release is not frozen: this request ends all the same.
  const request = await tx.requests.find(organizationId, requestId);
  if (request !== null && isOpenRequest(request)) {
    await settleRequest(deps, tx, request, 'cancelled', { cancelReason: 'not_allowed' });
    await tx.audit.append(
      draftAudit(deps, {
        organizationId,
        action: 'request.cancelled',
        actor: systemActor,
        target: targetId,
        reason: 'glass_not_justified',
        source: acting.source,
        details,
      }),
    );
  }
  return isFrozen ? requester : null;
}
