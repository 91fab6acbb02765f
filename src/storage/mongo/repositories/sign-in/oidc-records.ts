import type { Model } from 'mongoose';
import type { OidcRecord, OidcRecords } from '../../../../ports/sign-in/oidc-records.ts';
import type { Context } from '../../engine/context.ts';
import { defineSchema, joinKey } from '../../engine/schema.ts';
import { createTable } from '../../engine/table.ts';

/** `_id` is made of kind and id. `expiresAt` decides; `purgeAt` only tells the server when it may delete the document. */
export interface OidcRecordRow {
  readonly _id: string;
  readonly kind: string;
  readonly recordId: string;
  /** JSON as text: the names in it are not ours to choose, and may not be valid field names. */
  readonly payload: string;
  readonly grantId: string | null;
  readonly uid: string | null;
  readonly userCode: string | null;
  readonly consumedAt: number | null;
  readonly expiresAt: number | null;
  readonly purgeAt: Date | null;
}

export const oidcRecordSchema = defineSchema<OidcRecordRow>({
  kind: { type: String, required: true },
  recordId: { type: String, required: true },
  payload: { type: String, required: true },
  grantId: String,
  uid: String,
  userCode: String,
  consumedAt: Number,
  expiresAt: Number,
  purgeAt: Date,
});
oidcRecordSchema.index({ grantId: 1, kind: 1 }, { name: 'of_a_grant' });
oidcRecordSchema.index({ uid: 1, kind: 1 }, { name: 'by_uid' });
oidcRecordSchema.index({ userCode: 1, kind: 1 }, { name: 'by_user_code' });
oidcRecordSchema.index({ kind: 1, recordId: 1 }, { name: 'of_a_kind' });
oidcRecordSchema.index({ purgeAt: 1 }, { name: 'swept_when_over', expireAfterSeconds: 0 });

function toOidcRecord({ _id, recordId, payload, purgeAt, ...record }: OidcRecordRow): OidcRecord {
  return { id: recordId, payload: JSON.parse(payload), ...record };
}

/** Inside and outside transactions alike. */
export function createOidcRecords(records: Model<OidcRecordRow>, context: Context) {
  const { run, purgeAt } = context;
  const { find, update } = createTable(records, toOidcRecord, context);
  const isLive = (now: number) => ({ $or: [{ expiresAt: null }, { expiresAt: { $gt: now } }] });

  const writer: OidcRecords = {
    async upsert({ id, payload, ...record }, now) {
      const { kind, expiresAt } = record;
      const purge = expiresAt === null ? null : purgeAt(expiresAt, now);
      const change = {
        $set: { recordId: id, payload: JSON.stringify(payload), ...record, purgeAt: purge },
        $setOnInsert: { consumedAt: null },
      };
      await run(records.updateOne({ _id: joinKey(kind, id) }, change, { upsert: true }));
    },
    find: (kind, id, now) => find({ _id: joinKey(kind, id), ...isLive(now) }),
    findByUid: (kind, uid, now) => find({ uid, kind, ...isLive(now) }),
    findByUserCode: (kind, userCode, now) => find({ userCode, kind, ...isLive(now) }),
    consume: (kind, id, now) =>
      update({ _id: joinKey(kind, id), consumedAt: null, ...isLive(now) }, { $set: { consumedAt: now } }),
    async destroy(kind, id) {
      await run(records.deleteOne({ _id: joinKey(kind, id) }));
    },
    async revokeByGrantId(kind, grantId) {
      await run(records.deleteMany({ grantId, kind }));
    },
  };
  return { writer };
}
