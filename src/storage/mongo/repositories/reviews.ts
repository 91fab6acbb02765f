import type { Model } from 'mongoose';
import type { AuditActor } from '../../../domain/audit/audit-event.ts';
import type { ReviewId } from '../../../domain/ids.ts';
import type { Review } from '../../../domain/requests/review.ts';
import type { ReviewReader, ReviewWriter } from '../../../ports/reviews.ts';
import type { Context } from '../engine/context.ts';
import { definePart, defineSchema } from '../engine/schema.ts';
import { createTable } from '../engine/table.ts';

interface ReviewRow extends Omit<Review, 'id'> {
  readonly _id: ReviewId;
}

export const reviewSchema = defineSchema<ReviewRow>({
  organizationId: { type: String, required: true },
  requestId: { type: String, required: true },
  requesterId: { type: String, required: true },
  targetId: { type: String, required: true },
  reason: String,
  isRehearsal: { type: Boolean, required: true },
  openedAt: { type: Number, required: true },
  escalatesAt: { type: Number, required: true },
  verdict: String,
  note: String,
  closedBy: definePart<AuditActor>({ kind: String, id: String }),
  closedAt: Number,
});
reviewSchema.index({ organizationId: 1, closedAt: 1, openedAt: 1, _id: 1 }, { name: 'open_of_organization' });
reviewSchema.index({ closedAt: 1, escalatesAt: 1, _id: 1 }, { name: 'overdue' });

function toReview({ _id, ...review }: ReviewRow): Review {
  return { id: _id, ...review };
}

export function createReviews(reviews: Model<ReviewRow>, context: Context) {
  const { find, list, update, updateAndFind } = createTable(reviews, toReview, context);
  const reader: ReviewReader = {
    find: (organizationId, id) => find({ _id: id, organizationId }),
    listOpen: (organizationId) => list({ organizationId, closedAt: null }, { openedAt: 1, _id: 1 }),
    listOverdue: (now, limit) =>
      list({ closedAt: null, escalatesAt: { $lte: now } }, { escalatesAt: 1, _id: 1 }, limit),
  };
  const writer: ReviewWriter = {
    ...reader,
    insert: ({ id, ...review }) => context.insert(reviews, { _id: id, ...review }),
    // One guarded write each: only one of those that race finds the review open.
    close: (organizationId, id, closing) =>
      updateAndFind({ _id: id, organizationId, closedAt: null }, { $set: closing }),
    postpone: (organizationId, id, from, to) =>
      update({ _id: id, organizationId, closedAt: null, escalatesAt: from }, { $set: { escalatesAt: to } }),
  };
  return { reader, writer };
}
