import { randomUUID } from 'node:crypto';
import type { Model } from 'mongoose';
import type { NoticeId } from '../../../domain/ids.ts';
import type { Notice } from '../../../domain/notice.ts';
import type { Outbox } from '../../../ports/notices.ts';
import { type NoticeRow, toNotice } from '../documents/notices.ts';
import { joinClaims } from '../join-claims.ts';
import type { Operate } from '../operate.ts';

export function createOutbox(model: Model<NoticeRow>, operate: Operate): Outbox {
  /** Takes those of the given notices that are still free; each goes to one claimer, whose update finds it free. */
  async function take(ids: readonly NoticeId[], now: number, leaseMs: number): Promise<Notice[]> {
    const claim = randomUUID();
    const free = { _id: { $in: [...ids] }, dueAt: { $lte: now }, leasedUntil: { $lte: now } };
    const change = { $set: { leasedUntil: now + leaseMs, claim } };
    if (ids.length === 1) {
      const row = await operate(() =>
        model.findOneAndUpdate(free, change, { returnDocument: 'after' }).lean(),
      );
      return row === null ? [] : [toNotice(row)];
    }
    await operate(() => model.updateMany(free, change));
    const rows = await operate(() => model.find({ claim }).lean());
    return rows.map(toNotice);
  }

  async function claim(now: number, leaseMs: number, limit: number): Promise<Notice[]> {
    const claimed: Notice[] = [];
    const due = { dueAt: { $lte: now }, leasedUntil: { $lte: now } };
    // Again while others were quicker: there may be more behind those they took.
    while (claimed.length < limit) {
      const free = await operate(() =>
        model
          .find(due, { _id: 1 })
          .sort({ dueAt: 1, _id: 1 })
          .limit(limit - claimed.length)
          .lean(),
      );
      if (free.length === 0) break;
      const ids = free.map(({ _id }) => _id);
      claimed.push(...(await take(ids, now, leaseMs)));
    }
    return claimed.sort((a, b) => a.dueAt - b.dueAt);
  }

  return {
    claim: joinClaims(claim),
    async complete(id) {
      await operate(() => model.deleteOne({ _id: id }));
    },
    async postpone(id, dueAt) {
      const change = { $set: { dueAt, leasedUntil: 0, claim: null }, $inc: { attempts: 1 } };
      await operate(() => model.updateOne({ _id: id }, change));
    },
  };
}
