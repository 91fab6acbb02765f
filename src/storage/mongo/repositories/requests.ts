import type { Model } from 'mongoose';
import { isOpenRequest, REQUEST_LIFETIME_MS_MAX } from '../../../domain/requests/issue-request.ts';
import type { RequestReader, RequestWriter } from '../../../ports/requests.ts';
import { fromIssueRequest, type IssueRequestRow, toIssueRequest } from '../documents/issue-requests.ts';
import type { Context } from '../engine/context.ts';

/** See `countByRequester`. The first condition keeps the query to one range of the index. */
function counted(since: number) {
  return {
    createdAt: { $gte: since - REQUEST_LIFETIME_MS_MAX },
    $or: [
      { state: 'fulfilled' as const, settledAt: { $gte: since } },
      { createdAt: { $gte: since }, $or: [{ isOpen: true }, { approvalAskedAt: { $ne: null } }] },
    ],
  };
}

export function createRequests(requests: Model<IssueRequestRow>, { run, insert }: Context) {
  const reader: RequestReader = {
    async find(organizationId, id) {
      const row = await run(requests.findOne({ _id: id, organizationId }).lean());
      return row && toIssueRequest(row);
    },
    countByRequester(organizationId, requesterId, since) {
      return run(requests.countDocuments({ organizationId, requesterId, ...counted(since) }));
    },
    countByTarget(organizationId, targetId, since) {
      return run(requests.countDocuments({ organizationId, targetId, ...counted(since) }));
    },
    async listCountedTimes(organizationId, of, since) {
      const rows = await run(requests.find({ organizationId, ...of, ...counted(since) }).lean());
      const times = rows.map((row) =>
        row.state === 'fulfilled' ? (row.settledAt ?? row.createdAt) : row.createdAt,
      );
      return times.sort((one, other) => other - one);
    },
    async listOpenByTarget(organizationId, targetId) {
      const open = { organizationId, targetId, isOpen: true };
      const rows = await run(requests.find(open).sort({ createdAt: 1 }).lean());
      return rows.map(toIssueRequest);
    },
    async listOpen(organizationId) {
      const rows = await run(requests.find({ organizationId, isOpen: true }).lean());
      return rows.map(toIssueRequest);
    },
    async listOverdue(now, limit) {
      if (limit <= 0) return [];
      const overdue = { isOpen: true, expiresAt: { $lte: now } };
      const oldestFirst = { isOpen: 1, expiresAt: 1, _id: 1 } as const;
      const rows = await run(requests.find(overdue).sort(oldestFirst).limit(limit).lean());
      return rows.map(toIssueRequest);
    },
  };
  const writer: RequestWriter = {
    ...reader,
    async insert(request) {
      await insert(requests, fromIssueRequest(request));
    },
    async transition(organizationId, id, from, to, change) {
      // One guarded write: only one of those that race finds the request in a state of `from`.
      const guard = { _id: id, organizationId, state: { $in: [...from] } };
      const changed = { $set: { ...change, state: to, isOpen: isOpenRequest({ state: to }) } };
      const row = await run(requests.findOneAndUpdate(guard, changed, { returnDocument: 'after' }).lean());
      return row && toIssueRequest(row);
    },
  };
  return { reader, writer };
}
