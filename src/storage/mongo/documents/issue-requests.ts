import { Schema } from 'mongoose';
import type { RequestId } from '../../../domain/ids.ts';
import type { IssueRequest } from '../../../domain/requests/issue-request.ts';
import { isOpenRequest } from '../../../domain/requests/issue-request.ts';
import { schemaOptions } from './schema-options.ts';

/** `isOpen` follows from the state, so that looking for overdue requests reads one range of one index. */
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

export function toIssueRequest({ _id, isOpen, ...request }: IssueRequestRow): IssueRequest {
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

export function fromIssueRequest({ id, ...request }: IssueRequest): IssueRequestRow {
  return { _id: id, ...request, isOpen: isOpenRequest(request) };
}
