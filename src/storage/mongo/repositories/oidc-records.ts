import type { Model } from 'mongoose';
import type { OidcRecord, OidcRecords } from '../../../ports/oidc-records.ts';
import {
  fromOidcRecord,
  type OidcRecordRow,
  oidcRecordKey,
  toOidcRecord,
} from '../documents/oidc-records.ts';
import { purgeDate } from '../documents/schema-options.ts';
import type { Context } from '../engine/context.ts';

/** Inside and outside transactions alike. */
export function createOidcRecords(records: Model<OidcRecordRow>, { run, wallClock }: Context) {
  const isLive = (now: number) => ({ $or: [{ expiresAt: null }, { expiresAt: { $gt: now } }] });
  const purgeAt = (expiresAt: number | null, now: number): Date | null =>
    expiresAt === null ? null : purgeDate(wallClock.now(), expiresAt, now);

  async function findOne(filter: Readonly<Record<string, string>>, now: number): Promise<OidcRecord | null> {
    const row = await run(records.findOne({ ...filter, ...isLive(now) }).lean());
    return row && toOidcRecord(row);
  }

  const writer: OidcRecords = {
    async upsert(record, now) {
      const _id = oidcRecordKey(record.kind, record.id);
      const change = {
        $set: fromOidcRecord(record, purgeAt(record.expiresAt, now)),
        $setOnInsert: { consumedAt: null },
      };
      await run(records.updateOne({ _id }, change, { upsert: true }));
    },
    find: (kind, id, now) => findOne({ _id: oidcRecordKey(kind, id) }, now),
    findByUid: (kind, uid, now) => findOne({ uid, kind }, now),
    findByUserCode: (kind, userCode, now) => findOne({ userCode, kind }, now),
    async consume(kind, id, now) {
      const unused = { _id: oidcRecordKey(kind, id), consumedAt: null, ...isLive(now) };
      const used = { $set: { consumedAt: now } };
      const { modifiedCount } = await run(records.updateOne(unused, used));
      return modifiedCount === 1;
    },
    async destroy(kind, id) {
      await run(records.deleteOne({ _id: oidcRecordKey(kind, id) }));
    },
    async revokeByGrantId(kind, grantId) {
      await run(records.deleteMany({ grantId, kind }));
    },
  };
  return { writer };
}
