import { Schema } from 'mongoose';
import type { OidcRecord, OidcRecordDraft } from '../../../ports/oidc-records.ts';
import { joinKey, schemaOptions } from './schema-options.ts';

/** `expiresAt` decides; `purgeAt` only tells the server when it may delete the document. */
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

export const oidcRecordSchema = new Schema<OidcRecordRow>(
  {
    _id: { type: String, required: true },
    kind: { type: String, required: true },
    recordId: { type: String, required: true },
    payload: { type: String, required: true },
    grantId: String,
    uid: String,
    userCode: String,
    consumedAt: Number,
    expiresAt: Number,
    purgeAt: Date,
  },
  schemaOptions,
);
oidcRecordSchema.index({ grantId: 1, kind: 1 }, { name: 'of_a_grant' });
oidcRecordSchema.index({ uid: 1, kind: 1 }, { name: 'by_uid' });
oidcRecordSchema.index({ userCode: 1, kind: 1 }, { name: 'by_user_code' });
oidcRecordSchema.index({ kind: 1, recordId: 1 }, { name: 'of_a_kind' });
oidcRecordSchema.index({ purgeAt: 1 }, { name: 'swept_when_over', expireAfterSeconds: 0 });

export function oidcRecordKey(kind: string, id: string): string {
  return joinKey(kind, id);
}

/** Everything but `consumedAt`. */
export function fromOidcRecord(
  { id, payload, ...record }: OidcRecordDraft,
  purgeAt: Date | null,
): Omit<OidcRecordRow, '_id' | 'consumedAt'> {
  return { recordId: id, payload: JSON.stringify(payload), ...record, purgeAt };
}

export function toOidcRecord({ _id, recordId, payload, purgeAt, ...record }: OidcRecordRow): OidcRecord {
  return { id: recordId, payload: JSON.parse(payload), ...record };
}
