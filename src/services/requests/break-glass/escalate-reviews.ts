import { REVIEW_MS } from '../../../domain/requests/review.ts';
import { draftAudit, type ServiceDeps, systemActor } from '../../deps.ts';
import { enqueueToGuards } from '../../notices/alarm.ts';

const BATCH = 100;

/**
 * Tells owners and security channel of each review that no one has closed within a day, and again every day. Any number of instances may run
 * it: each escalation is one guarded write. @returns how many were escalated
 */
export function createEscalateReviews(deps: ServiceDeps) {
  const { store, clock } = deps;
  return async function escalateReviews(): Promise<number> {
    let count = 0;
    for (const seen of await store.read.reviews.listOverdue(clock.now(), BATCH)) {
      const { organizationId, id: reviewId, requestId, targetId, escalatesAt, openedAt } = seen;
      const now = clock.now();
      // After an outage of days: once, and then a day from the last time that has passed.
      const days = Math.floor((now - openedAt) / REVIEW_MS) + 1;
      const isEscalated = await store.transact(organizationId, async (tx) => {
        const next = openedAt + days * REVIEW_MS;
        if (!(await tx.reviews.postpone(organizationId, reviewId, escalatesAt, next))) return false;
        await tx.audit.append(
          draftAudit(deps, {
            organizationId,
            action: 'review.escalated',
            actor: systemActor,
            target: targetId,
            source: 'system',
            details: { reviewId, requestId, days: days - 1 },
          }),
        );
        await enqueueToGuards(deps, tx, organizationId, { kind: 'security_review_overdue', reviewId });
        return true;
      });
      if (isEscalated) count += 1;
    }
    return count;
  };
}
