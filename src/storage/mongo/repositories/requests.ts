import type { Model } from 'mongoose';
import type { RequestId } from '../../../domain/ids.ts';
import {
  type IssueRequest,
  isOpenRequest,
  REQUEST_LIFETIME_MS_MAX,
} from '../../../domain/requests/issue-request.ts';
import type { RequestReader, RequestWriter } from '../../../ports/requests.ts';
import type { Context } from '../engine/context.ts';
import { defineSchema } from '../engine/schema.ts';
import { createTable } from '../engine/table.ts';

/** `isOpen` follows from the state, so that looking for overdue requests reads one range of one index. */
interface IssueRequestRow extends Omit<IssueRequest, 'id'> {
  readonly _id: RequestId;
  readonly isOpen: boolean;
}

export const issueRequestSchema = defineSchema<IssueRequestRow>({
  organizationId: { type: String, required: true },
  requesterId: { type: String, required: true },
  targetId: { type: String, required: true },
  reason: String,
  state: { type: String, required: true },
  isOpen: { type: Boolean, required: true },
  needsApproval: Boolean,
  approvalAskedAt: Number,
  approverId: String,
  origin: {
    teamId: String,
    slackTenantId: String,
    channelId: String,
    requesterSlackId: String,
    targetSlackId: String,
  },
  sealedResponseUrl: String,
  createdAt: { type: Number, required: true },
  expiresAt: { type: Number, required: true },
  settledAt: Number,
  decidedAt: Number,
  cancelReason: String,
});
issueRequestSchema.index({ organizationId: 1, requesterId: 1, createdAt: 1 }, { name: 'by_requester' });
issueRequestSchema.index({ organizationId: 1, targetId: 1, createdAt: 1 }, { name: 'by_target' });
issueRequestSchema.index(
  { organizationId: 1, isOpen: 1, targetId: 1, createdAt: 1 },
  { name: 'open_of_organization' },
);
issueRequestSchema.index({ isOpen: 1, expiresAt: 1, _id: 1 }, { name: 'overdue' });

function toIssueRequest({ _id, isOpen, ...request }: IssueRequestRow): IssueRequest {
  const { origin } = request;
  return {
    id: _id,
    ...request,
    // Requests from before this field existed were made in a workspace outside any enterprise.
    origin: { ...origin, slackTenantId: origin.slackTenantId ?? origin.teamId },
    decidedAt: request.decidedAt ?? null,
    cancelReason: request.cancelReason ?? null,
  };
}

function fromIssueRequest({ id, ...request }: IssueRequest): IssueRequestRow {
  return { _id: id, ...request, isOpen: isOpenRequest(request) };
}

/** See `countedAt`. The first condition keeps the query to one range of the index. */
function counted(since: number) {
  return {
    createdAt: { $gte: since - REQUEST_LIFETIME_MS_MAX },
    $or: [
      { state: 'fulfilled' as const, settledAt: { $gte: since } },
      { createdAt: { $gte: since }, $or: [{ isOpen: true }, { approvalAskedAt: { $ne: null } }] },
    ],
  };
}

export function createRequests(requests: Model<IssueRequestRow>, context: Context) {
  const { find, list, updateAndFind } = createTable(requests, toIssueRequest, context);
  const reader: RequestReader = {
    find: (organizationId, id) => find({ _id: id, organizationId }),
    listCounted: (organizationId, { requesterId, byRequesterSince, targetId, forTargetSince }) =>
      list({
        $or: [
          { organizationId, requesterId, ...counted(byRequesterSince) },
          { organizationId, targetId, ...counted(forTargetSince) },
        ],
      }),
    listOpenByTarget: (organizationId, targetId) =>
      list({ organizationId, targetId, isOpen: true }, { createdAt: 1 }),
    listOpen: (organizationId) => list({ organizationId, isOpen: true }),
    listOverdue: (now, limit) =>
      list({ isOpen: true, expiresAt: { $lte: now } }, { isOpen: 1, expiresAt: 1, _id: 1 }, limit),
  };
  const writer: RequestWriter = {
    ...reader,
    insert: (request) => context.insert(requests, fromIssueRequest(request)),
    // One guarded write: only one of those that race finds the request in a state of `from`.
    transition: (organizationId, id, from, to, change) =>
      updateAndFind(
        { _id: id, organizationId, state: { $in: [...from] } },
        { $set: { ...change, state: to, isOpen: isOpenRequest({ state: to }) } },
      ),
  };
  return { reader, writer };
}
