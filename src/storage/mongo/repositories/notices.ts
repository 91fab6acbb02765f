import type { Model } from 'mongoose';
import type { NoticeReader, NoticeWriter } from '../../../ports/notices.ts';
import type { Access, WriteAccess } from '../access.ts';
import { fromNotice, type NoticeRow } from '../documents/notices.ts';
import { insertion } from '../writes.ts';

export function createNoticeReader(model: Model<NoticeRow>, access: Access): NoticeReader {
  return {
    count() {
      return access.count(model, {});
    },
  };
}

export function createNoticeWriter(model: Model<NoticeRow>, access: WriteAccess): NoticeWriter {
  return {
    ...createNoticeReader(model, access),
    async enqueue(notice, heldUntil = 0) {
      access.write(insertion(model, fromNotice(notice, heldUntil)));
    },
  };
}
