import { Schema } from 'mongoose';
import type { RequestId } from '../../../domain/ids.ts';
import type { IssueRequest } from '../../../domain/requests/issue-request.ts';
import { isOpenRequest } from '../../../domain/requests/issue-request.ts';
import { schemaOptions } from './schema-options.ts';

/** `isOpen` repeats the state, so that the sweeper's query is one stretch of one index. */
export interface IssueRequestRow extends Omit<IssueRequest, 'id'> {
  readonly _id: RequestId;
  readonly isOpen: boolean;
}

export const issueRequestSchema = new Schema<IssueRequestRow>(
  {
    _id: { type: String, required: true },
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
  },
  schemaOptions,
);
issueRequestSchema.index({ organizationId: 1, requesterId: 1, createdAt: 1 }, { name: 'by_requester' });
issueRequestSchema.index({ organizationId: 1, targetId: 1, createdAt: 1 }, { name: 'by_target' });
issueRequestSchema.index(
  { organizationId: 1, isOpen: 1, targetId: 1, createdAt: 1 },
  { name: 'open_of_organization' },
);
issueRequestSchema.index({ isOpen: 1, expiresAt: 1, _id: 1 }, { name: 'overdue' });

export function toIssueRequest(row: IssueRequestRow): IssueRequest {
  // The tenant was not written before notices had it.
  const { teamId, slackTenantId = teamId, channelId, requesterSlackId, targetSlackId } = row.origin;
  return {
    id: row._id,
    organizationId: row.organizationId,
    requesterId: row.requesterId,
    targetId: row.targetId,
    reason: row.reason,
    state: row.state,
    needsApproval: row.needsApproval,
    approvalAskedAt: row.approvalAskedAt,
    approverId: row.approverId,
    origin: { teamId, slackTenantId, channelId, requesterSlackId, targetSlackId },
    sealedResponseUrl: row.sealedResponseUrl,
    createdAt: row.createdAt,
    expiresAt: row.expiresAt,
    settledAt: row.settledAt,
    // Of requests older than these fields there is nothing to be known.
    decidedAt: row.decidedAt ?? null,
    cancelReason: row.cancelReason ?? null,
  };
}

export function fromIssueRequest(request: IssueRequest): IssueRequestRow {
  const { teamId, slackTenantId, channelId, requesterSlackId, targetSlackId } = request.origin;
  return {
    _id: request.id,
    organizationId: request.organizationId,
    requesterId: request.requesterId,
    targetId: request.targetId,
    reason: request.reason,
    state: request.state,
    isOpen: isOpenRequest(request),
    needsApproval: request.needsApproval,
    approvalAskedAt: request.approvalAskedAt,
    approverId: request.approverId,
    origin: { teamId, slackTenantId, channelId, requesterSlackId, targetSlackId },
    sealedResponseUrl: request.sealedResponseUrl,
    createdAt: request.createdAt,
    expiresAt: request.expiresAt,
    settledAt: request.settledAt,
    decidedAt: request.decidedAt,
    cancelReason: request.cancelReason,
  };
}
