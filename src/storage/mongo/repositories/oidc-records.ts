import type { Model } from 'mongoose';
import type { Clock } from '../../../ports/clock.ts';
import type { OidcRecord, OidcRecords } from '../../../ports/oidc-records.ts';
import type { Access } from '../access.ts';
import {
  fromOidcRecord,
  type OidcRecordRow,
  oidcRecordKey,
  toOidcRecord,
} from '../documents/oidc-records.ts';

/** How much longer than needed a record stays, in case the server's clock is ahead of ours. */
const SWEEP_MARGIN_MS = 10 * 60_000;

type Condition = Readonly<Record<string, string>>;

export function createOidcRecords(
  model: Model<OidcRecordRow>,
  access: Access,
  wallClock: Clock,
): OidcRecords {
  /** The server sweeps by its own clock, so the moment is reckoned from the real time, whatever clock the caller counts by. */
  const purgeDate = (expiresAt: number | null, now: number): Date | null =>
    expiresAt === null ? null : new Date(wallClock.now() + Math.max(0, expiresAt - now) + SWEEP_MARGIN_MS);
  const isLive = (now: number) => ({ $or: [{ expiresAt: null }, { expiresAt: { $gt: now } }] });
  async function findOne(condition: Condition, now: number): Promise<OidcRecord | null> {
    const filter = { ...condition, ...isLive(now) };
    const row = await access.operate((session) => model.findOne(filter).session(session).lean());
    return row === null ? null : toOidcRecord(row);
  }
  return {
    async upsert(record, now) {
      const _id = oidcRecordKey(record.kind, record.id);
      const $set = fromOidcRecord(record, purgeDate(record.expiresAt, now));
      const change = { $set, $setOnInsert: { consumedAt: null } };
      await access.operate((session) => model.updateOne({ _id }, change, { upsert: true }).session(session));
    },
    find: (kind, id, now) => findOne({ _id: oidcRecordKey(kind, id) }, now),
    findByUid: (kind, uid, now) => findOne({ uid, kind }, now),
    findByUserCode: (kind, userCode, now) => findOne({ userCode, kind }, now),
    async consume(kind, id, now) {
      const filter = { _id: oidcRecordKey(kind, id), consumedAt: null, ...isLive(now) };
      const change = { $set: { consumedAt: now } };
      const result = await access.operate((session) => model.updateOne(filter, change).session(session));
      return result.modifiedCount === 1;
    },
    async destroy(kind, id) {
      await access.operate((session) => model.deleteOne({ _id: oidcRecordKey(kind, id) }).session(session));
    },
    async revokeByGrantId(kind, grantId) {
      await access.operate((session) => model.deleteMany({ grantId, kind }).session(session));
    },
  };
}
