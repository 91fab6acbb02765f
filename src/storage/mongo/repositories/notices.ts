import type { Model } from 'mongoose';
import type { Notice } from '../../../domain/notice.ts';
import type { NoticeReader, NoticeWriter } from '../../../ports/notices.ts';
import { fromNotice, type NoticeRow } from '../documents/notices.ts';
import type { Operate } from '../operate.ts';
import { createWriteBehind, type Flush } from '../write-behind.ts';

export function createNoticeReader(model: Model<NoticeRow>, operate: Operate): NoticeReader {
  return {
    count() {
      return operate((session) => model.countDocuments().session(session).exec());
    },
  };
}

/** The notices of a transaction are written together at its end. */
export function createNoticeWriter(
  model: Model<NoticeRow>,
  operate: Operate,
): { readonly writer: NoticeWriter; readonly flush: Flush } {
  const notices = createWriteBehind<Notice>(operate, async (enqueued, session) => {
    await model.insertMany(enqueued.map(fromNotice), { session });
  });
  const writer: NoticeWriter = {
    ...createNoticeReader(model, notices.operateAfter),
    enqueue: (notice) => operate(async () => notices.add(notice)),
  };
  return { writer, flush: notices.flush };
}
