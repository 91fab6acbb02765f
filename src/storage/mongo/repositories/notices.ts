import type { Model } from 'mongoose';
import type { NoticeReader, NoticeWriter } from '../../../ports/notices.ts';
import { fromNotice, type NoticeRow } from '../documents/notices.ts';
import type { Operate } from '../operate.ts';

export function createNoticeReader(model: Model<NoticeRow>, operate: Operate): NoticeReader {
  return {
    count() {
      return operate((session) => model.countDocuments().session(session).exec());
    },
  };
}

export function createNoticeWriter(model: Model<NoticeRow>, operate: Operate): NoticeWriter {
  return {
    ...createNoticeReader(model, operate),
    async enqueue(notice) {
      await operate((session) => model.insertMany([fromNotice(notice)], { session }));
    },
  };
}
