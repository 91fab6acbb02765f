import type { Model } from 'mongoose';
import type { NoticeClaim, Outbox } from '../../../ports/notices.ts';
import type { Context } from '../engine/context.ts';
import { type NoticeRow, toNotice } from './notices.ts';

/** How many due notices are looked at to find some for different destinations. */
const SEEN_MAX = 100;

const destinationOf = ({ _id, destination = _id }: NoticeRow): string => destination;

export function createOutbox(notices: Model<NoticeRow>, { run }: Context): Outbox {
  /** Whether it was still free: one guarded write, so one of those who claim it gets it. */
  async function lease({ _id }: NoticeRow, now: number, leaseMs: number): Promise<boolean> {
    const free = { _id, dueAt: { $lte: now }, leasedUntil: { $lte: now } };
    const leased = { $set: { leasedUntil: now + leaseMs } };
    return (await run(notices.updateOne(free, leased))).modifiedCount === 1;
  }

  return {
    async claim({ now, leaseMs, limit, channel = 'slack', slackTenantIds, busy }: NoticeClaim) {
      const whose =
        channel === 'email'
          ? { slackTenantId: null, channel }
          : { slackTenantId: { $in: [...slackTenantIds] } };
      const claimed: NoticeRow[] = [];
      const taken = new Set(busy);
      // Again while more may follow those that others claimed, or that wait for the same destination.
      while (claimed.length < limit) {
        const due = {
          ...whose,
          dueAt: { $lte: now },
          leasedUntil: { $lte: now },
          destination: { $nin: [...taken] },
        };
        const free = await run(notices.find(due).sort({ dueAt: 1, _id: 1 }).limit(SEEN_MAX).lean());
        const firsts = [...Map.groupBy(free, destinationOf).values()].flatMap(([first]) => first ?? []);
        const wanted = firsts.slice(0, limit - claimed.length);
        if (wanted.length === 0) break;
        for (const row of wanted) taken.add(destinationOf(row));
        const isLeased = await Promise.all(wanted.map((row) => lease(row, now, leaseMs)));
        claimed.push(...wanted.filter((_, index) => isLeased[index]));
        if (free.length < SEEN_MAX) break;
      }
      return claimed.map(toNotice).sort((a, b) => a.dueAt - b.dueAt);
    },
    async hasDueBefore(time) {
      const due = await run(notices.findOne({ dueAt: { $lt: time } }, { _id: 1 }).lean());
      return due !== null;
    },
    async complete(id) {
      await run(notices.deleteOne({ _id: id }));
    },
    async postpone(id, dueAt) {
      const change = { $set: { dueAt, leasedUntil: 0 }, $inc: { attempts: 1 } };
      await run(notices.updateOne({ _id: id }, change));
    },
    async adopt(organizationId, slackTenantId) {
      // `null` also finds notices of earlier versions, which lack the field.
      const orphaned = { organizationId, slackTenantId: null, channel: { $ne: 'email' } } as const;
      await run(notices.updateMany(orphaned, { $set: { slackTenantId } }));
    },
  };
}
