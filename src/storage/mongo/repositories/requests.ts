import type { Model } from 'mongoose';
import { isOpenRequest } from '../../../domain/issue-request.ts';
import type { RequestReader, RequestWriter } from '../../../ports/requests.ts';
import type { Access } from '../access.ts';
import { fromIssueRequest, type IssueRequestRow, toIssueRequest } from '../documents/issue-requests.ts';
import { pickGiven } from './pick-given.ts';

export function createRequestReader(model: Model<IssueRequestRow>, access: Access): RequestReader {
  return {
    async find(organizationId, id) {
      const row = await access.findFirst(model, { _id: id, organizationId });
      return row === null ? null : toIssueRequest(row);
    },
    async findByDeliveryKey(organizationId, deliveryKey) {
      const filter = { organizationId, deliveryKey };
      const row = await access.findFirst(model, filter);
      return row === null ? null : toIssueRequest(row);
    },
    countByRequester(organizationId, requesterId, since) {
      const filter = { organizationId, requesterId, createdAt: { $gte: since } };
      return access.count(model, filter);
    },
    countByTarget(organizationId, targetId, since) {
      const filter = { organizationId, targetId, createdAt: { $gte: since } };
      return access.count(model, filter);
    },
    async listOverdue(now, limit) {
      if (limit <= 0) return [];
      const filter = { isOpen: true, expiresAt: { $lte: now } };
      const order = { isOpen: 1, expiresAt: 1, _id: 1 } as const;
      const rows = await access.operate((session) =>
        model.find(filter).sort(order).limit(limit).session(session).lean(),
      );
      return rows.map(toIssueRequest);
    },
  };
}

export function createRequestWriter(model: Model<IssueRequestRow>, access: Access): RequestWriter {
  return {
    ...createRequestReader(model, access),
    async insert(request) {
      await access.operate((session) => model.insertMany([fromIssueRequest(request)], { session }));
    },
    async transition(organizationId, id, from, to, change) {
      const filter = { _id: id, organizationId, state: { $in: [...from] } };
      const fields = {
        ...pickGiven(change, ['approvalAskedAt', 'approverId', 'expiresAt', 'settledAt']),
        state: to,
        isOpen: isOpenRequest({ state: to }),
      };
      const row = await access.operate((session) =>
        model.findOneAndUpdate(filter, { $set: fields }, { session, returnDocument: 'after' }).lean(),
      );
      return row === null ? null : toIssueRequest(row);
    },
  };
}
