import type { Model } from 'mongoose';
import { type BackupCode, type CodeState, liveCodeStates } from '../../../domain/codes/backup-code.ts';
import type { CodeHash } from '../../../domain/codes/code-hash.ts';
import type { CodeId } from '../../../domain/ids.ts';
import type { VendorCode } from '../../../domain/providers/vendor-code.ts';
import type { CodeReader, CodeWriter } from '../../../ports/codes.ts';
import type { Context } from '../engine/context.ts';
import { definePart, defineSchema } from '../engine/schema.ts';
import { createTable } from '../engine/table.ts';

/** `isLive` follows from the state: not every server takes `$in` in the filter of a partial index. */
interface BackupCodeRow extends Omit<BackupCode, 'id'> {
  readonly _id: CodeId;
  readonly isLive: boolean;
}

const hashPart = definePart<CodeHash>({
  algorithm: String,
  cost: Number,
  salt: String,
  keyId: String,
  digest: String,
});
const vendorPart = definePart<VendorCode>({
  providerId: String,
  kind: String,
  accountId: String,
  before: [String],
  reference: String,
  endsAt: Number,
  dueAt: Number,
  failures: Number,
});

export const backupCodeSchema = defineSchema<BackupCodeRow>({
  organizationId: { type: String, required: true },
  requestId: String,
  userId: { type: String, required: true },
  issuedBy: String,
  hash: { type: hashPart },
  vendor: { type: vendorPart },
  state: { type: String, required: true },
  isLive: { type: Boolean, required: true },
  createdAt: { type: Number, required: true },
  startsAt: Number,
  expiresAt: { type: Number, required: true },
  settledAt: Number,
  redeemedBy: String,
  redeemedByName: String,
  redeemedFrom: String,
  factorEnrolledAt: Number,
  revokedBy: String,
  revocationReason: String,
  disownedAt: Number,
});
backupCodeSchema.index(
  { organizationId: 1, userId: 1 },
  { name: 'one_live_code_per_user', unique: true, partialFilterExpression: { isLive: true } },
);
backupCodeSchema.index({ organizationId: 1, userId: 1, createdAt: -1, _id: -1 }, { name: 'latest_of_user' });
backupCodeSchema.index({ state: 1, expiresAt: 1, _id: 1 }, { name: 'overdue' });
backupCodeSchema.index({ state: 1, createdAt: 1, _id: 1 }, { name: 'undelivered' });
backupCodeSchema.index(
  { organizationId: 1, 'vendor.providerId': 1, 'vendor.dueAt': 1 },
  { name: 'vendor_due_of_provider', partialFilterExpression: { 'vendor.dueAt': { $gte: 0 } } },
);
backupCodeSchema.index(
  { 'vendor.dueAt': 1, _id: 1 },
  { name: 'vendor_due', partialFilterExpression: { 'vendor.dueAt': { $gte: 0 } } },
);

function isLiveState(state: CodeState): boolean {
  return (liveCodeStates as readonly CodeState[]).includes(state);
}

function toBackupCode({ _id, isLive, ...code }: BackupCodeRow): BackupCode {
  return {
    id: _id,
    ...code,
    // Codes from before these fields existed lack them.
    startsAt: code.startsAt ?? null,
    vendor: code.vendor ?? null,
    redeemedByName: code.redeemedByName ?? null,
    redeemedFrom: code.redeemedFrom ?? null,
    factorEnrolledAt: code.factorEnrolledAt ?? null,
    disownedAt: code.disownedAt ?? null,
  };
}

function fromBackupCode({ id, ...code }: BackupCode): BackupCodeRow {
  return { _id: id, ...code, isLive: isLiveState(code.state) };
}

export function createCodes(codes: Model<BackupCodeRow>, context: Context) {
  const { find, list, updateAndFind } = createTable(codes, toBackupCode, context);
  const reader: CodeReader = {
    find: (organizationId, id) => find({ _id: id, organizationId }),
    findLive: (organizationId, userId) => find({ organizationId, userId, isLive: true }),
    listLive: (organizationId) => list({ organizationId, isLive: true }),
    listLatest: (organizationId, userId, limit) =>
      list({ organizationId, userId }, { createdAt: -1, _id: -1 }, limit),
    listOverdue: (now, limit) =>
      list({ state: 'active', expiresAt: { $lte: now } }, { state: 1, expiresAt: 1, _id: 1 }, limit),
    listUndelivered: (createdBefore, limit) =>
      list(
        { state: 'undelivered', createdAt: { $lt: createdBefore } },
        { state: 1, createdAt: 1, _id: 1 },
        limit,
      ),
    listVendorDue: (now, limit) =>
      list({ 'vendor.dueAt': { $gte: 0, $lte: now } }, { 'vendor.dueAt': 1, _id: 1 }, limit),
    hasVendorDue: async (organizationId, providerId) =>
      (await find({ 'vendor.dueAt': { $gte: 0 }, organizationId, 'vendor.providerId': providerId })) !== null,
  };
  const writer: CodeWriter = {
    ...reader,
    insert: (code) => context.insert(codes, fromBackupCode(code)),
    // One guarded write: only one of those that race finds the code in a state of `from` (N3).
    transition: (organizationId, id, from, to, change) =>
      updateAndFind(
        { _id: id, organizationId, state: { $in: [...from] } },
        { $set: { ...change, state: to, isLive: isLiveState(to) } },
      ),
    putVendor: (organizationId, id, dueAt, vendor) =>
      updateAndFind(
        { _id: id, organizationId, vendor: { $ne: null }, 'vendor.dueAt': dueAt },
        { $set: { vendor } },
      ),
  };
  return { reader, writer };
}
