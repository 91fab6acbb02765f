import { z } from 'zod';
import { type BackupCode, codeStates, revocationReasons } from '../../../domain/codes/backup-code.ts';
import type { ProviderId } from '../../../domain/ids.ts';
import { providerKinds } from '../../../domain/providers/provider.ts';
import type { VendorCode } from '../../../domain/providers/vendor-code.ts';
import type { CodeReader, CodeWriter } from '../../../ports/codes.ts';
import {
  type Row,
  readInteger,
  readIntegerOrNull,
  readOneOf,
  readOneOfOrNull,
  readText,
  readTextOrNull,
} from '../engine/row.ts';
import type { Sql } from '../engine/sql.ts';

export function createCodeReader(sql: Sql): CodeReader {
  return {
    find: async (organizationId, id) => {
      const row = sql.get('SELECT * FROM backup_codes WHERE organization_id = :organizationId AND id = :id', {
        organizationId,
        id,
      });
      return row && readCode(row);
    },
    findLive: async (organizationId, userId) => {
      const row = sql.get(
        `SELECT * FROM backup_codes
         WHERE organization_id = :organizationId AND user_id = :userId AND state IN ('undelivered', 'active')`,
        { organizationId, userId },
      );
      return row && readCode(row);
    },
    listLive: async (organizationId) =>
      sql
        .all(
          `SELECT * FROM backup_codes
           WHERE organization_id = :organizationId AND state IN ('undelivered', 'active')`,
          { organizationId },
        )
        .map(readCode),
    listLatest: async (organizationId, userId, limit) =>
      sql
        .all(
          `SELECT * FROM backup_codes WHERE organization_id = :organizationId AND user_id = :userId
           ORDER BY created_at DESC, rowid DESC LIMIT :limit`,
          { organizationId, userId, limit },
        )
        .map(readCode),
    listOverdue: async (now, limit) =>
      sql
        .all(
          `SELECT * FROM backup_codes WHERE state = 'active' AND expires_at <= :now ORDER BY expires_at LIMIT :limit`,
          { now, limit },
        )
        .map(readCode),
    listUndelivered: async (createdBefore, limit) =>
      sql
        .all(
          `SELECT * FROM backup_codes WHERE state = 'undelivered' AND created_at < :createdBefore
           ORDER BY created_at LIMIT :limit`,
          { createdBefore, limit },
        )
        .map(readCode),
    listVendorDue: async (now, limit) =>
      sql
        .all('SELECT * FROM backup_codes WHERE vendor_due_at <= :now ORDER BY vendor_due_at LIMIT :limit', {
          now,
          limit,
        })
        .map(readCode),
    hasVendorDue: async (organizationId, providerId) =>
      sql.get(
        `SELECT id FROM backup_codes WHERE vendor_due_at IS NOT NULL AND organization_id = :organizationId
           AND json_extract(vendor, '$.providerId') = :providerId LIMIT 1`,
        { organizationId, providerId },
      ) !== null,
  };
}

const vendorColumn = z.object({
  providerId: z.string().transform((id) => id as ProviderId),
  kind: z.enum(providerKinds),
  accountId: z.string(),
  before: z.array(z.string()),
  reference: z.string().nullable(),
  endsAt: z.number().nullable(),
  failures: z.number(),
});

function writeVendor(vendor: VendorCode | null) {
  if (vendor === null) return { vendor: null, vendorDueAt: null };
  const { dueAt: vendorDueAt, ...rest } = vendor;
  return { vendor: JSON.stringify(rest), vendorDueAt };
}

function readVendor(row: Row): VendorCode | null {
  const text = readTextOrNull(row, 'vendor');
  if (text === null) return null;
  return { ...vendorColumn.parse(JSON.parse(text)), dueAt: readIntegerOrNull(row, 'vendor_due_at') };
}

export function createCodeWriter(sql: Sql): CodeWriter {
  const reader = createCodeReader(sql);
  return {
    ...reader,
    insert: async ({ hash, issuedBy, vendor, ...columns }) => {
      sql.run(
        `INSERT INTO backup_codes (organization_id, id, request_id, user_id, issued_by, hash_algorithm, hash_cost,
           hash_salt, hash_key_id, hash_digest, state, created_at, expires_at, settled_at, redeemed_by, revoked_by,
           revocation_reason, redeemed_by_name, redeemed_from, factor_enrolled_at, disowned_at, starts_at,
           vendor, vendor_due_at)
         VALUES (:organizationId, :id, :requestId, :userId, :issuedBy, :algorithm, :cost,
           :salt, :keyId, :digest, :state, :createdAt, :expiresAt, :settledAt, :redeemedBy, :revokedBy,
           :revocationReason, :redeemedByName, :redeemedFrom, :factorEnrolledAt, :disownedAt, :startsAt,
           :vendor, :vendorDueAt)`,
        {
          ...columns,
          // The column takes no NULL: '' is an operator.
          issuedBy: issuedBy ?? '',
          // Nor do those of the hash: '' is a code of a provider's.
          ...(hash ?? { algorithm: '', cost: 0, salt: '', keyId: '', digest: '' }),
          ...writeVendor(vendor),
        },
      );
    },
    transition: async (organizationId, id, from, to, change) => {
      // State and condition in one statement: the second of two changes no row and gets `null` (N3).
      const changed = sql.run(
        `UPDATE backup_codes SET state = :to,
           settled_at = coalesce(:settledAt, settled_at),
           redeemed_by = coalesce(:redeemedBy, redeemed_by),
           revoked_by = coalesce(:revokedBy, revoked_by),
           revocation_reason = coalesce(:revocationReason, revocation_reason),
           redeemed_by_name = coalesce(:redeemedByName, redeemed_by_name),
           redeemed_from = coalesce(:redeemedFrom, redeemed_from),
           factor_enrolled_at = coalesce(:factorEnrolledAt, factor_enrolled_at),
           disowned_at = coalesce(:disownedAt, disowned_at),
           expires_at = coalesce(:expiresAt, expires_at)
         WHERE organization_id = :organizationId AND id = :id AND state IN (SELECT value FROM json_each(:from))`,
        {
          organizationId,
          id,
          from: JSON.stringify(from),
          to,
          settledAt: change.settledAt ?? null,
          redeemedBy: change.redeemedBy ?? null,
          redeemedByName: change.redeemedByName ?? null,
          redeemedFrom: change.redeemedFrom ?? null,
          factorEnrolledAt: change.factorEnrolledAt ?? null,
          revokedBy: change.revokedBy ?? null,
          revocationReason: change.revocationReason ?? null,
          disownedAt: change.disownedAt ?? null,
          expiresAt: change.expiresAt ?? null,
        },
      );
      return changed === 0 ? null : reader.find(organizationId, id);
    },
    putVendor: async (organizationId, id, dueAt, vendor) => {
      const changed = sql.run(
        `UPDATE backup_codes SET vendor = :vendor, vendor_due_at = :vendorDueAt
         WHERE organization_id = :organizationId AND id = :id AND vendor IS NOT NULL AND vendor_due_at IS :dueAt`,
        { organizationId, id, dueAt, ...writeVendor(vendor) },
      );
      return changed === 0 ? null : reader.find(organizationId, id);
    },
  };
}

function readCode(row: Row): BackupCode {
  return {
    id: readText(row, 'id'),
    organizationId: readText(row, 'organization_id'),
    requestId: readText(row, 'request_id'),
    userId: readText(row, 'user_id'),
    issuedBy: readText(row, 'issued_by') === '' ? null : readText(row, 'issued_by'),
    hash: readHash(row),
    vendor: readVendor(row),
    state: readOneOf(row, 'state', codeStates),
    createdAt: readInteger(row, 'created_at'),
    startsAt: readIntegerOrNull(row, 'starts_at'),
    expiresAt: readInteger(row, 'expires_at'),
    settledAt: readIntegerOrNull(row, 'settled_at'),
    redeemedBy: readTextOrNull(row, 'redeemed_by'),
    redeemedByName: readTextOrNull(row, 'redeemed_by_name'),
    redeemedFrom: readTextOrNull(row, 'redeemed_from'),
    factorEnrolledAt: readIntegerOrNull(row, 'factor_enrolled_at'),
    revokedBy: readTextOrNull(row, 'revoked_by'),
    revocationReason: readOneOfOrNull(row, 'revocation_reason', revocationReasons),
    disownedAt: readIntegerOrNull(row, 'disowned_at'),
  };
}

function readHash(row: Row): BackupCode['hash'] {
  if (readText(row, 'hash_algorithm') === '') return null;
  return {
    algorithm: readOneOf(row, 'hash_algorithm', ['scrypt-hmac-sha256']),
    cost: readInteger(row, 'hash_cost'),
    salt: readText(row, 'hash_salt'),
    keyId: readText(row, 'hash_key_id'),
    digest: readText(row, 'hash_digest'),
  };
}
