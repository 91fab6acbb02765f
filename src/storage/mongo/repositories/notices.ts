import type { Model } from 'mongoose';
import type { Notice } from '../../../domain/notice.ts';
import type { NoticeReader, NoticeWriter } from '../../../ports/notices.ts';
import { type Access, createAccess } from '../access.ts';
import { fromNotice, type NoticeRow } from '../documents/notices.ts';
import { createWriteBehind, type WriteBehind } from '../write-behind.ts';

export function createNoticeReader(model: Model<NoticeRow>, access: Access): NoticeReader {
  return {
    count() {
      return access.count(model, {});
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
  access: Access,
  pending: WriteBehind<Notice>,
): NoticeWriter {
  return {
    ...createNoticeReader(model, createAccess(pending.before(access.operate))),
    enqueue: (notice) => access.operate(async () => pending.add(notice)),
  };
}
