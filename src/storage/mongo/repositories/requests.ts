import type { Model } from 'mongoose';
import { isOpenRequest, REQUEST_LIFETIME_MS_MAX } from '../../../domain/requests/issue-request.ts';
import type { RequestReader, RequestWriter } from '../../../ports/requests.ts';
import type { Access, WriteAccess } from '../access.ts';
import { fromIssueRequest, type IssueRequestRow, toIssueRequest } from '../documents/issue-requests.ts';
import type { Where } from '../where.ts';
import { change, insertion } from '../writes.ts';
import { pickGiven } from './pick-given.ts';

/** See `countByRequester`. The first condition keeps to a stretch of the index. */
function counted(since: number) {
  return {
    createdAt: { $gte: since - REQUEST_LIFETIME_MS_MAX },
    $or: [
      { state: 'fulfilled' as const, settledAt: { $gte: since } },
      { createdAt: { $gte: since }, $or: [{ isOpen: true }, { approvalAskedAt: { $ne: null } }] },
    ],
  };
}

export function createRequestReader(model: Model<IssueRequestRow>, access: Access): RequestReader {
  return {
    async find(organizationId, id) {
      const row = await access.findFirst(model, { _id: id, organizationId });
      return row === null ? null : toIssueRequest(row);
    },
    countByRequester(organizationId, requesterId, since) {
      return access.count(model, { organizationId, requesterId }, counted(since));
    },
    countByTarget(organizationId, targetId, since) {
      return access.count(model, { organizationId, targetId }, counted(since));
    },
    async listCountedTimes(organizationId, of, since) {
      const where: Where<IssueRequestRow> = { organizationId, ...of };
      const rows = await access.ask(model, where, (session) =>
        model
          .find({ ...where, ...counted(since) })
          .session(session)
          .lean(),
      );
      const times = rows.map((row) =>
        row.state === 'fulfilled' ? (row.settledAt ?? row.createdAt) : row.createdAt,
      );
      return times.sort((one, other) => other - one);
    },
    async listOpenByTarget(organizationId, targetId) {
      const where = { organizationId, targetId, isOpen: true };
      const order = { createdAt: 1 } as const;
      const rows = await access.ask(model, where, (session) =>
        model.find(where).sort(order).session(session).lean(),
      );
      return rows.map(toIssueRequest);
    },
    async listOpen(organizationId) {
      const where = { organizationId, isOpen: true };
      const rows = await access.ask(model, where, (session) => model.find(where).session(session).lean());
      return rows.map(toIssueRequest);
    },
    async listOverdue(now, limit) {
      if (limit <= 0) return [];
      const where = { isOpen: true };
      const order = { isOpen: 1, expiresAt: 1, _id: 1 } as const;
      const rows = await access.ask(model, where, (session) =>
        model
          .find({ ...where, expiresAt: { $lte: now } })
          .sort(order)
          .limit(limit)
          .session(session)
          .lean(),
      );
      return rows.map(toIssueRequest);
    },
  };
}

export function createRequestWriter(model: Model<IssueRequestRow>, access: WriteAccess): RequestWriter {
  return {
    ...createRequestReader(model, access),
    async insert(request) {
      access.write(insertion(model, fromIssueRequest(request)));
    },
    async transition(organizationId, id, from, to, changed) {
      const fields = {
        ...pickGiven(changed, [
          'approvalAskedAt',
          'approverId',
          'expiresAt',
          'decidedAt',
          'settledAt',
          'cancelReason',
        ]),
        state: to,
        isOpen: isOpenRequest({ state: to }),
      };
      return access.findAndWrite(model, { _id: id, organizationId }, (row) => {
        if (row === null || !from.includes(row.state)) return { writes: [], result: null };
        const write = change(model, row, fields, { organizationId, state: row.state });
        return { writes: [write], result: toIssueRequest({ ...row, ...fields }) };
      });
    },
  };
}
