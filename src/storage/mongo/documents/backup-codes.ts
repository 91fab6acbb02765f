import { Schema } from 'mongoose';
import { type BackupCode, type CodeState, liveCodeStates } from '../../../domain/codes/backup-code.ts';
import type { CodeId } from '../../../domain/ids.ts';
import { schemaOptions } from './schema-options.ts';

/** `isLive` follows from the state: not every server takes `$in` in the filter of a partial index. */
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

export function toBackupCode({ _id, isLive, ...code }: BackupCodeRow): BackupCode {
  return {
    id: _id,
    ...code,
    // Codes from before these fields existed lack them.
    redeemedByName: code.redeemedByName ?? null,
    redeemedFrom: code.redeemedFrom ?? null,
    factorEnrolledAt: code.factorEnrolledAt ?? null,
    disownedAt: code.disownedAt ?? null,
  };
}

export function fromBackupCode({ id, ...code }: BackupCode): BackupCodeRow {
  return { _id: id, ...code, isLive: isLiveState(code.state) };
}
