import type { Model } from 'mongoose';
import type { Notice } from '../../../domain/notice.ts';
import type { NoticeReader, NoticeWriter } from '../../../ports/notices.ts';
import { fromNotice, type NoticeRow } from '../documents/notices.ts';
import type { Operate } from '../operate.ts';
import { createWriteBehind, type WriteBehind } from '../write-behind.ts';

export function createNoticeReader(model: Model<NoticeRow>, operate: Operate): NoticeReader {
  return {
    count() {
      return operate((session) => model.countDocuments().session(session).exec());
    },
  };
}

/** The notices of a transaction are written together at its end. */
export function createPendingNotices(model: Model<NoticeRow>): WriteBehind<Notice> {
  return createWriteBehind(async (enqueued, session) => {
    await model.insertMany(enqueued.map(fromNotice), { session });
  });
}

export function createNoticeWriter(
  model: Model<NoticeRow>,
  operate: Operate,
  pending: WriteBehind<Notice>,
): NoticeWriter {
  return {
    ...createNoticeReader(model, pending.before(operate)),
    enqueue: (notice) => operate(async () => pending.add(notice)),
  };
}
