import type { Model } from 'mongoose';
import type { CodeReader, CodeWriter } from '../../../ports/codes.ts';
import type { Access, WriteAccess } from '../access.ts';
import { type BackupCodeRow, fromBackupCode, isLiveState, toBackupCode } from '../documents/backup-codes.ts';
import { change, insertion } from '../writes.ts';
import { pickGiven } from './pick-given.ts';

export function createCodeReader(model: Model<BackupCodeRow>, access: Access): CodeReader {
  return {
    async find(organizationId, id) {
      const row = await access.findFirst(model, { _id: id, organizationId });
      return row === null ? null : toBackupCode(row);
    },
    async findLive(organizationId, userId) {
      const filter = { organizationId, userId, isLive: true };
      const row = await access.findFirst(model, filter);
      return row === null ? null : toBackupCode(row);
    },
    async listLive(organizationId) {
      const where = { organizationId, isLive: true };
      const rows = await access.ask(model, where, (session) => model.find(where).session(session).lean());
      return rows.map(toBackupCode);
    },
    async listLatest(organizationId, userId, limit) {
      if (limit <= 0) return [];
      const where = { organizationId, userId };
      const order = { createdAt: -1, _id: -1 } as const;
      const rows = await access.ask(model, where, (session) =>
        model.find(where).sort(order).limit(limit).session(session).lean(),
      );
      return rows.map(toBackupCode);
    },
    async listOverdue(now, limit) {
      if (limit <= 0) return [];
      const where = { state: 'active' } as const;
      const order = { state: 1, expiresAt: 1, _id: 1 } as const;
      const rows = await access.ask(model, where, (session) =>
        model
          .find({ ...where, expiresAt: { $lte: now } })
          .sort(order)
          .limit(limit)
          .session(session)
          .lean(),
      );
      return rows.map(toBackupCode);
    },
    async listUndelivered(createdBefore, limit) {
      if (limit <= 0) return [];
      const where = { state: 'undelivered' } as const;
      const order = { state: 1, createdAt: 1, _id: 1 } as const;
      const rows = await access.ask(model, where, (session) =>
        model
          .find({ ...where, createdAt: { $lt: createdBefore } })
          .sort(order)
          .limit(limit)
          .session(session)
          .lean(),
      );
      return rows.map(toBackupCode);
    },
  };
}

export function createCodeWriter(model: Model<BackupCodeRow>, access: WriteAccess): CodeWriter {
  return {
    ...createCodeReader(model, access),
    async insert(code) {
      access.write(insertion(model, fromBackupCode(code)));
    },
    async transition(organizationId, id, from, to, changed) {
      const fields = {
        ...pickGiven(changed, [
          'settledAt',
          'redeemedBy',
          'redeemedByName',
          'redeemedFrom',
          'factorEnrolledAt',
          'revokedBy',
          'revocationReason',
          'disownedAt',
        ]),
        state: to,
        isLive: isLiveState(to),
      };
      return access.findAndWrite(model, { _id: id, organizationId }, (row) => {
        if (row === null || !from.includes(row.state)) return { writes: [], result: null };
        const write = change(model, row, fields, { organizationId, state: row.state });
        return { writes: [write], result: toBackupCode({ ...row, ...fields }) };
      });
    },
  };
}
