import { randomUUID } from 'node:crypto';
import type { Model } from 'mongoose';
import type { NoticeId } from '../../../domain/ids.ts';
import type { Notice } from '../../../domain/notices/notice.ts';
import type { NoticeClaim, Outbox } from '../../../ports/notices.ts';
import { createBatch } from '../batch.ts';
import { type NoticeRow, toNotice } from '../documents/notices.ts';
import type { Operate } from '../operate.ts';
import { rowsOf } from '../rows.ts';

/** How many are looked at to find some of different destinations. */
const SEEN_MAX = 100;

const destinationOf = ({ _id, destination = _id }: NoticeRow): string => destination;

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

  async function claim({ now, leaseMs, limit, slackTenantIds, busy }: NoticeClaim): Promise<Notice[]> {
    const claimed: Notice[] = [];
    const taken = new Set(busy);
    // Again while there may be more behind those that others took, or behind many of one destination.
    while (claimed.length < limit) {
      const due = {
        slackTenantId: { $in: [...slackTenantIds] },
        dueAt: { $lte: now },
        leasedUntil: { $lte: now },
        destination: { $nin: [...taken] },
      };
      const free = await operate(() =>
        collection.find<NoticeRow>(due).sort({ dueAt: 1, _id: 1 }).limit(SEEN_MAX).toArray(),
      );
      const firsts = [...Map.groupBy(free, destinationOf).values()].flatMap(([first]) => first ?? []);
      const wanted = firsts.slice(0, limit - claimed.length);
      if (wanted.length === 0) break;
      for (const row of wanted) taken.add(destinationOf(row));
      claimed.push(...(await take(wanted, now, leaseMs)));
      if (free.length < SEEN_MAX) break;
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
    async postpone(id, dueAt) {
      const change = { $set: { dueAt, leasedUntil: 0, claim: null }, $inc: { attempts: 1 } };
      await operate(() => collection.updateOne({ _id: id }, change));
    },
    async adopt(organizationId, slackTenantId) {
      // `null` finds those without the field, too: earlier versions did not write it.
      await operate(() =>
        collection.updateMany({ organizationId, slackTenantId: null }, { $set: { slackTenantId } }),
      );
    },
  };
}
