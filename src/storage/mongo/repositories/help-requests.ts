import type { Model } from 'mongoose';
import type { HelpRequestId } from '../../../domain/ids.ts';
import { type HelpRequest, isOpenHelp } from '../../../domain/requests/help-request.ts';
import type { HelpRequestReader, HelpRequestWriter } from '../../../ports/help-requests.ts';
import type { Context } from '../engine/context.ts';
import { defineSchema } from '../engine/schema.ts';
import { createTable } from '../engine/table.ts';

/** `isOpen` follows from the state, for the indexes. */
interface HelpRequestRow extends Omit<HelpRequest, 'id'> {
  readonly _id: HelpRequestId;
  readonly isOpen: boolean;
}

export const helpRequestSchema = defineSchema<HelpRequestRow>({
  organizationId: { type: String, required: true },
  askerId: { type: String, required: true },
  targetId: { type: String, required: true },
  reason: String,
  state: { type: String, required: true },
  isOpen: { type: Boolean, required: true },
  takenBy: String,
  endedBy: String,
  declineReason: String,
  cancelReason: String,
  disownedAt: Number,
  slackTenantId: { type: String, required: true },
  targetSlackId: String,
  createdAt: { type: Number, required: true },
  expiresAt: { type: Number, required: true },
  endedAt: Number,
});
helpRequestSchema.index(
  { organizationId: 1, targetId: 1 },
  { name: 'one_open_per_person', unique: true, partialFilterExpression: { isOpen: true } },
);
helpRequestSchema.index({ organizationId: 1, isOpen: 1, createdAt: 1, _id: 1 }, { name: 'queue' });
helpRequestSchema.index({ organizationId: 1, askerId: 1, createdAt: 1 }, { name: 'by_asker' });
helpRequestSchema.index({ organizationId: 1, createdAt: 1 }, { name: 'by_time' });
helpRequestSchema.index({ isOpen: 1, expiresAt: 1, _id: 1 }, { name: 'overdue' });

function toHelpRequest({ _id, isOpen, ...help }: HelpRequestRow): HelpRequest {
  return { id: _id, ...help };
}

export function createHelpRequests(helpRequests: Model<HelpRequestRow>, context: Context) {
  const { find, list, updateAndFind } = createTable(helpRequests, toHelpRequest, context);
  const reader: HelpRequestReader = {
    find: (organizationId, id) => find({ _id: id, organizationId }),
    findOpenByTarget: (organizationId, targetId) => find({ organizationId, targetId, isOpen: true }),
    listOpen: (organizationId) => list({ organizationId, isOpen: true }, { createdAt: 1, _id: 1 }),
    countWaitingBefore: (organizationId, { createdAt, id }, now) =>
      context.run(
        helpRequests.countDocuments({
          organizationId,
          isOpen: true,
          $or: [{ createdAt: { $lt: createdAt } }, { createdAt, _id: { $lt: id } }],
          state: 'waiting',
          expiresAt: { $gt: now },
        }),
      ),
    countMade: (organizationId, askerId, since) =>
      context.run(
        helpRequests.countDocuments({
          organizationId,
          ...(askerId === null ? {} : { askerId }),
          createdAt: { $gte: since },
        }),
      ),
    listOverdue: (now, limit) =>
      list({ isOpen: true, expiresAt: { $lte: now } }, { isOpen: 1, expiresAt: 1, _id: 1 }, limit),
  };
  const writer: HelpRequestWriter = {
    ...reader,
    insert: ({ id, ...help }) =>
      context.insert(helpRequests, { _id: id, ...help, isOpen: isOpenHelp(help) } as HelpRequestRow),
    // One guarded write: only one of those that race finds it in a state of `from`.
    transition: (organizationId, id, from, to, change) =>
      updateAndFind(
        { _id: id, organizationId, state: { $in: [...from] } },
        { $set: { ...change, state: to, isOpen: isOpenHelp({ state: to }) } },
      ),
  };
  return { reader, writer };
}
