import { Schema } from 'mongoose';
import { type BackupCode, type CodeState, liveCodeStates } from '../../../domain/codes/backup-code.ts';
import type { CodeId } from '../../../domain/ids.ts';
import { schemaOptions } from './schema-options.ts';

/** `isLive` repeats the state: not every server has `$in` in the filter of a partial index. */
export interface BackupCodeRow extends Omit<BackupCode, 'id'> {
  readonly _id: CodeId;
  readonly isLive: boolean;
}

export const backupCodeSchema = new Schema<BackupCodeRow>(
  {
    _id: { type: String, required: true },
    organizationId: { type: String, required: true },
    requestId: String,
    userId: { type: String, required: true },
    issuedBy: String,
    hash: { algorithm: String, cost: Number, salt: String, keyId: String, digest: String },
    state: { type: String, required: true },
    isLive: { type: Boolean, required: true },
    createdAt: { type: Number, required: true },
    expiresAt: { type: Number, required: true },
    settledAt: Number,
    redeemedBy: String,
    redeemedByName: String,
    redeemedFrom: String,
    factorEnrolledAt: Number,
    revokedBy: String,
    revocationReason: String,
    disownedAt: Number,
  },
  schemaOptions,
);
backupCodeSchema.index(
  { organizationId: 1, userId: 1 },
  { name: 'one_live_code_per_user', unique: true, partialFilterExpression: { isLive: true } },
);
backupCodeSchema.index({ organizationId: 1, userId: 1, createdAt: -1, _id: -1 }, { name: 'latest_of_user' });
backupCodeSchema.index({ state: 1, expiresAt: 1, _id: 1 }, { name: 'overdue' });
backupCodeSchema.index({ state: 1, createdAt: 1, _id: 1 }, { name: 'undelivered' });

export function isLiveState(state: CodeState): boolean {
  return (liveCodeStates as readonly CodeState[]).includes(state);
}

export function toBackupCode(row: BackupCodeRow): BackupCode {
  const { algorithm, cost, salt, keyId, digest } = row.hash;
  return {
    id: row._id,
    organizationId: row.organizationId,
    requestId: row.requestId,
    userId: row.userId,
    issuedBy: row.issuedBy,
    hash: { algorithm, cost, salt, keyId, digest },
    state: row.state,
    createdAt: row.createdAt,
    expiresAt: row.expiresAt,
    settledAt: row.settledAt,
    redeemedBy: row.redeemedBy,
    // Of codes older than these fields there is nothing to be known.
    redeemedByName: row.redeemedByName ?? null,
    redeemedFrom: row.redeemedFrom ?? null,
    factorEnrolledAt: row.factorEnrolledAt ?? null,
    revokedBy: row.revokedBy,
    revocationReason: row.revocationReason,
    disownedAt: row.disownedAt ?? null,
  };
}

export function fromBackupCode(code: BackupCode): BackupCodeRow {
  const { algorithm, cost, salt, keyId, digest } = code.hash;
  return {
    _id: code.id,
    organizationId: code.organizationId,
    requestId: code.requestId,
    userId: code.userId,
    issuedBy: code.issuedBy,
    hash: { algorithm, cost, salt, keyId, digest },
    state: code.state,
    isLive: isLiveState(code.state),
    createdAt: code.createdAt,
    expiresAt: code.expiresAt,
    settledAt: code.settledAt,
    redeemedBy: code.redeemedBy,
    redeemedByName: code.redeemedByName,
    redeemedFrom: code.redeemedFrom,
    factorEnrolledAt: code.factorEnrolledAt,
    revokedBy: code.revokedBy,
    revocationReason: code.revocationReason,
    disownedAt: code.disownedAt,
  };
}
