import { randomUUID } from 'node:crypto';
import type { Model } from 'mongoose';
import type { NoticeId } from '../../../domain/ids.ts';
import type { Notice } from '../../../domain/notice.ts';
import type { Outbox } from '../../../ports/notices.ts';
import { createBatch } from '../batch.ts';
import { type NoticeRow, toNotice } from '../documents/notices.ts';
import type { Operate } from '../operate.ts';
import { rowsOf } from '../rows.ts';

/** Completions that are made at the same time are one. */
export function createOutbox(model: Model<NoticeRow>, operate: Operate): Outbox {
  const collection = rowsOf(model);

  /** Takes those of the given notices that are still free; each goes to one claimer, whose update finds it free. */
  async function take(rows: readonly NoticeRow[], now: number, leaseMs: number): Promise<Notice[]> {
    const claim = randomUUID();
    const ids = rows.map(({ _id }) => _id);
    const free = { _id: { $in: ids }, dueAt: { $lte: now }, leasedUntil: { $lte: now } };
    const change = { $set: { leasedUntil: now + leaseMs, claim } };
    const { modifiedCount } = await operate(() => collection.updateMany(free, change));
    if (modifiedCount === rows.length) return rows.map(toNotice);
    const taken = await operate(() => collection.find<NoticeRow>({ _id: { $in: ids }, claim }).toArray());
    return taken.map(toNotice);
  }

  async function claim(now: number, leaseMs: number, limit: number): Promise<Notice[]> {
    const claimed: Notice[] = [];
    const due = { dueAt: { $lte: now }, leasedUntil: { $lte: now } };
    // Again while others were quicker: there may be more behind those they took.
    while (claimed.length < limit) {
      const left = limit - claimed.length;
      const free = await operate(() =>
        collection.find<NoticeRow>(due).sort({ dueAt: 1, _id: 1 }).limit(left).toArray(),
      );
      if (free.length === 0) break;
      const taken = await take(free, now, leaseMs);
      claimed.push(...taken);
      if (taken.length === free.length && free.length < left) break;
    }
    return claimed.sort((a, b) => a.dueAt - b.dueAt);
  }

  const completeTogether = createBatch(async (ids: readonly NoticeId[]) => {
    // One by one in one statement: a driver asks that again by itself when a primary steps down, and a `deleteMany` it does not.
    const removals = ids.map((id) => ({ deleteOne: { filter: { _id: id } } }));
    await operate(() => collection.bulkWrite(removals, { ordered: false }));
    return ids;
  });

  return {
    claim,
    async hasDueBefore(time) {
      const due = { dueAt: { $lt: time } };
      return (await operate(() => collection.findOne(due, { projection: { _id: 1 } }))) !== null;
    },
    async complete(id) {
      await completeTogether(id);
    },
    async release(id, leasedUntil) {
      const change = { $set: { leasedUntil: 0, claim: null } };
      await operate(() => collection.updateOne({ _id: id, leasedUntil }, change));
    },
    async postpone(id, dueAt) {
      const change = { $set: { dueAt, leasedUntil: 0, claim: null }, $inc: { attempts: 1 } };
      await operate(() => collection.updateOne({ _id: id }, change));
    },
  };
}
