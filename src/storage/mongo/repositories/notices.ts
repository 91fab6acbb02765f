import type { Model } from 'mongoose';
import type { NoticeReader, NoticeWriter } from '../../../ports/notices.ts';
import type { Access, WriteAccess } from '../access.ts';
import { fromNotice, type NoticeRow, toNotice } from '../documents/notices.ts';
import { insertion, settingOfAll } from '../writes.ts';

export function createNoticeReader(model: Model<NoticeRow>, access: Access): NoticeReader {
  return {
    count() {
      return access.count(model, {});
    },
    async listOverdue(dueBefore, limit) {
      const rows = await access.ask(model, {}, (session) =>
        model
          .find({ dueAt: { $lte: dueBefore } })
          .sort({ dueAt: 1, _id: 1 })
          .limit(limit)
          .session(session)
          .lean(),
      );
      return rows.map(toNotice);
    },
  };
}

export function createNoticeWriter(model: Model<NoticeRow>, access: WriteAccess): NoticeWriter {
  return {
    ...createNoticeReader(model, access),
    async enqueue(notice) {
      access.write(insertion(model, fromNotice(notice)));
    },
    async hasten(organizationId, subject, now) {
      access.write(
        settingOfAll(model, { organizationId, waitsFor: subject }, { dueAt: { $gt: now } }, { dueAt: now }),
      );
    },
  };
}
