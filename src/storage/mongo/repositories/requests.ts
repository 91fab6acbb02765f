import type { Model } from 'mongoose';
import type { RequestId, UserId } from '../../../domain/ids.ts';
import { type Approval, completeApproval } from '../../../domain/requests/approval.ts';
import type { BreakGlass } from '../../../domain/requests/break-glass.ts';
import {
  type IssueRequest,
  isOpenRequest,
  REQUEST_LIFETIME_MS_MAX,
} from '../../../domain/requests/issue-request.ts';
import { completeTerms, type RequestTerms } from '../../../domain/requests/request-terms.ts';
import type { Verification } from '../../../domain/requests/verification.ts';
import type { RequestReader, RequestWriter } from '../../../ports/requests.ts';
import type { Context } from '../engine/context.ts';
import { definePart, defineSchema } from '../engine/schema.ts';
import { createTable } from '../engine/table.ts';
import { tierPolicyFields } from './tier-policy.ts';

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
  terms: definePart<RequestTerms>({
    tier: String,
    signals: [String],
    ...tierPolicyFields,
  }),
  ticket: String,
  verifications: [
    definePart<Verification>({ method: String, state: String, evidence: String, by: String, at: Number }),
  ],
  approvalAskedAt: Number,
  approvals: [
    definePart<Approval>({
      approverId: String,
      verdict: String,
      decidedAt: Number,
      reason: String,
      actDigest: String,
      onBehalfOf: String,
    }),
  ],
  lane: String,
  lifetimeMinutes: Number,
  startsAt: Number,
  providerId: String,
  breakGlass: definePart<BreakGlass>({
    by: String,
    reason: String,
    at: Number,
    isRehearsal: Boolean,
    actDigest: String,
  }),
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
  cancelReason: String,
});
issueRequestSchema.index({ organizationId: 1, requesterId: 1, createdAt: 1 }, { name: 'by_requester' });
issueRequestSchema.index({ organizationId: 1, targetId: 1, createdAt: 1 }, { name: 'by_target' });
issueRequestSchema.index(
  { organizationId: 1, isOpen: 1, targetId: 1, createdAt: 1 },
  { name: 'open_of_organization' },
);
issueRequestSchema.index({ organizationId: 1, createdAt: -1 }, { name: 'by_time' });
issueRequestSchema.index({ isOpen: 1, expiresAt: 1, _id: 1 }, { name: 'overdue' });

/** What a request had before it had terms. */
interface OlderFields {
  readonly needsApproval?: boolean;
  readonly approverId?: UserId | null;
  readonly decidedAt?: number | null;
}

function toIssueRequest({
  _id,
  isOpen,
  needsApproval = false,
  approverId = null,
  decidedAt = null,
  ...request
}: IssueRequestRow & OlderFields): IssueRequest {
  const { origin } = request;
  const terms = request.terms ?? {
    tier: needsApproval ? 'privileged' : 'standard',
    approvalsRequired: Number(needsApproval),
  };
  const verdict = request.state === 'rejected' ? 'rejected' : 'approved';
  const decided = {
    verdict,
    decidedAt: decidedAt ?? request.settledAt ?? request.createdAt,
    reason: null,
    actDigest: '',
  } as const;
  return {
    id: _id,
    ...request,
    // Requests from before this field existed were made in a workspace outside any enterprise.
    origin: { ...origin, slackTenantId: origin.slackTenantId ?? origin.teamId },
    terms: completeTerms(terms),
    ticket: request.ticket ?? null,
    verifications: request.verifications ?? [],
    lane: request.lane ?? 'issuer',
    lifetimeMinutes: request.lifetimeMinutes ?? null,
    startsAt: request.startsAt ?? null,
    providerId: request.providerId ?? null,
    breakGlass: request.breakGlass ?? null,
    approvals: (request.approvals ?? (approverId === null ? [] : [{ approverId, ...decided }])).map(
      completeApproval,
    ),
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
    findNthNewestAt: async (organizationId, nth, since) => {
      const counts = [{ isOpen: true }, { state: 'fulfilled' as const }, { approvalAskedAt: { $ne: null } }];
      const query = requests
        .findOne({ organizationId, createdAt: { $gte: since }, $or: counts })
        .sort({ createdAt: -1 })
        .skip(nth - 1)
        .lean();
      const row = (await context.run(query)) as IssueRequestRow | null;
      return row?.createdAt ?? null;
    },
    listMadeFor: (organizationId, targetId, since) =>
      list({ organizationId, targetId, createdAt: { $gte: since } }),
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
