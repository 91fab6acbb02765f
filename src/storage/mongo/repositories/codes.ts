import type { Model } from 'mongoose';
import type { CodeReader, CodeWriter } from '../../../ports/codes.ts';
import { type BackupCodeRow, fromBackupCode, isLiveState, toBackupCode } from '../documents/backup-codes.ts';
import type { Context } from '../engine/context.ts';

export function createCodes(codes: Model<BackupCodeRow>, { run, insert }: Context) {
  const reader: CodeReader = {
    async find(organizationId, id) {
      const row = await run(codes.findOne({ _id: id, organizationId }).lean());
      return row && toBackupCode(row);
    },
    async findLive(organizationId, userId) {
      const row = await run(codes.findOne({ organizationId, userId, isLive: true }).lean());
      return row && toBackupCode(row);
    },
    async listLive(organizationId) {
      const rows = await run(codes.find({ organizationId, isLive: true }).lean());
      return rows.map(toBackupCode);
    },
    async listLatest(organizationId, userId, limit) {
      if (limit <= 0) return [];
      const newestFirst = { createdAt: -1, _id: -1 } as const;
      const rows = await run(codes.find({ organizationId, userId }).sort(newestFirst).limit(limit).lean());
      return rows.map(toBackupCode);
    },
    async listOverdue(now, limit) {
      if (limit <= 0) return [];
      const overdue = { state: 'active', expiresAt: { $lte: now } } as const;
      const oldestFirst = { state: 1, expiresAt: 1, _id: 1 } as const;
      const rows = await run(codes.find(overdue).sort(oldestFirst).limit(limit).lean());
      return rows.map(toBackupCode);
    },
    async listUndelivered(createdBefore, limit) {
      if (limit <= 0) return [];
      const undelivered = { state: 'undelivered', createdAt: { $lt: createdBefore } } as const;
      const oldestFirst = { state: 1, createdAt: 1, _id: 1 } as const;
      const rows = await run(codes.find(undelivered).sort(oldestFirst).limit(limit).lean());
      return rows.map(toBackupCode);
    },
  };
  const writer: CodeWriter = {
    ...reader,
    async insert(code) {
      await insert(codes, fromBackupCode(code));
    },
    async transition(organizationId, id, from, to, change) {
      // One guarded write: only one of those that race finds the code in a state of `from` (N3).
      const guard = { _id: id, organizationId, state: { $in: [...from] } };
      const changed = { $set: { ...change, state: to, isLive: isLiveState(to) } };
      const row = await run(codes.findOneAndUpdate(guard, changed, { returnDocument: 'after' }).lean());
      return row && toBackupCode(row);
    },
  };
  return { reader, writer };
}
