import type { Model } from 'mongoose';
import type { NoticeReader, NoticeWriter } from '../../../ports/notices.ts';
import { fromNotice, type NoticeRow, toNotice } from '../documents/notices.ts';
import type { Context } from '../engine/context.ts';

export function createNotices(notices: Model<NoticeRow>, { run, insert }: Context) {
  const reader: NoticeReader = {
    count: () => run(notices.countDocuments()),
    async listOverdue(dueBefore, limit) {
      const overdue = { dueAt: { $lte: dueBefore } };
      const rows = await run(notices.find(overdue).sort({ dueAt: 1, _id: 1 }).limit(limit).lean());
      return rows.map(toNotice);
    },
  };
  const writer: NoticeWriter = {
    ...reader,
    async enqueue(notice) {
      await insert(notices, fromNotice(notice));
    },
    async hasten(organizationId, subject, now) {
      const waiting = { organizationId, waitsFor: subject, dueAt: { $gt: now } };
      await run(notices.updateMany(waiting, { $set: { dueAt: now } }));
    },
  };
  return { reader, writer };
}
