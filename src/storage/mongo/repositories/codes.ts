import type { Model } from 'mongoose';
import type { CodeReader, CodeWriter } from '../../../ports/codes.ts';
import type { Access } from '../access.ts';
import { type BackupCodeRow, fromBackupCode, isLiveState, toBackupCode } from '../documents/backup-codes.ts';
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
    async listLatest(organizationId, userId, limit) {
      if (limit <= 0) return [];
      const order = { createdAt: -1, _id: -1 } as const;
      const rows = await access.operate((session) =>
        model.find({ organizationId, userId }).sort(order).limit(limit).session(session).lean(),
      );
      return rows.map(toBackupCode);
    },
    async listOverdue(now, limit) {
      if (limit <= 0) return [];
      const filter = { state: 'active' as const, expiresAt: { $lte: now } };
      const order = { state: 1, expiresAt: 1, _id: 1 } as const;
      const rows = await access.operate((session) =>
        model.find(filter).sort(order).limit(limit).session(session).lean(),
      );
      return rows.map(toBackupCode);
    },
    async listUndelivered(createdBefore, limit) {
      if (limit <= 0) return [];
      const filter = { state: 'undelivered' as const, createdAt: { $lt: createdBefore } };
      const order = { state: 1, createdAt: 1, _id: 1 } as const;
      const rows = await access.operate((session) =>
        model.find(filter).sort(order).limit(limit).session(session).lean(),
      );
      return rows.map(toBackupCode);
    },
  };
}

export function createCodeWriter(model: Model<BackupCodeRow>, access: Access): CodeWriter {
  return {
    ...createCodeReader(model, access),
    async insert(code) {
      await access.operate((session) => model.insertMany([fromBackupCode(code)], { session }));
    },
    async transition(organizationId, id, from, to, change) {
      const filter = { _id: id, organizationId, state: { $in: [...from] } };
      const fields = {
        ...pickGiven(change, [
          'settledAt',
          'redeemedBy',
          'redeemedByName',
          'redeemedFrom',
          'factorEnrolledAt',
          'revokedBy',
          'revocationReason',
        ]),
        state: to,
        isLive: isLiveState(to),
      };
      const row = await access.operate((session) =>
        model.findOneAndUpdate(filter, { $set: fields }, { session, returnDocument: 'after' }).lean(),
      );
      return row === null ? null : toBackupCode(row);
    },
  };
}
