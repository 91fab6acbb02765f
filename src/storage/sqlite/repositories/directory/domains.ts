import type { EmailDomain } from '../../../../domain/directory/email-domain.ts';
import type { DomainReader, DomainWriter } from '../../../../ports/directory/domains.ts';
import { type Row, readInteger, readIntegerOrNull, readText } from '../../engine/row.ts';
import type { Sql } from '../../engine/sql.ts';
import { assertUpdated } from '../assert-updated.ts';

export function createDomainReader(sql: Sql): DomainReader {
  return {
    find: async (organizationId, name) => {
      const row = sql.get('SELECT * FROM domains WHERE organization_id = :organizationId AND name = :name', {
        organizationId,
        name,
      });
      return row && readDomain(row);
    },
    list: async (organizationId) =>
      sql
        .all('SELECT * FROM domains WHERE organization_id = :organizationId ORDER BY name', {
          organizationId,
        })
        .map(readDomain),
    findVerified: async (name) => {
      const row = sql.get('SELECT * FROM domains WHERE name = :name AND verified_at IS NOT NULL', { name });
      return row && readDomain(row);
    },
    listDue: async (now, limit) =>
      sql
        .all('SELECT * FROM domains WHERE next_check_at <= :now ORDER BY next_check_at LIMIT :limit', {
          now,
          limit,
        })
        .map(readDomain),
  };
}

export function createDomainWriter(sql: Sql): DomainWriter {
  return {
    ...createDomainReader(sql),
    insert: async (domain) => {
      sql.run(
        `INSERT INTO domains (organization_id, name, verification_token, verified_at, created_at,
           last_checked_at, next_check_at, missing_since, missed_looks)
         VALUES (:organizationId, :name, :verificationToken, :verifiedAt, :createdAt,
           :lastCheckedAt, :nextCheckAt, :missingSince, :missedLooks)`,
        { ...domain },
      );
    },
    remove: async (organizationId, name) => {
      sql.run('DELETE FROM domains WHERE organization_id = :organizationId AND name = :name', {
        organizationId,
        name,
      });
    },
    setVerified: async (organizationId, name, verifiedAt) => {
      const changed = sql.run(
        'UPDATE domains SET verified_at = :verifiedAt WHERE organization_id = :organizationId AND name = :name',
        { organizationId, name, verifiedAt },
      );
      assertUpdated(changed);
    },
    setCheck: async (organizationId, name, { lastCheckedAt, nextCheckAt, missingSince, missedLooks }) => {
      const changed = sql.run(
        `UPDATE domains SET last_checked_at = :lastCheckedAt, next_check_at = :nextCheckAt,
           missing_since = :missingSince, missed_looks = :missedLooks
         WHERE organization_id = :organizationId AND name = :name`,
        { organizationId, name, lastCheckedAt, nextCheckAt, missingSince, missedLooks },
      );
      assertUpdated(changed);
    },
  };
}

function readDomain(row: Row): EmailDomain {
  return {
    organizationId: readText(row, 'organization_id'),
    name: readText(row, 'name'),
    verificationToken: readText(row, 'verification_token'),
    verifiedAt: readIntegerOrNull(row, 'verified_at'),
    createdAt: readInteger(row, 'created_at'),
    lastCheckedAt: readIntegerOrNull(row, 'last_checked_at'),
    nextCheckAt: readIntegerOrNull(row, 'next_check_at'),
    missingSince: readIntegerOrNull(row, 'missing_since'),
    missedLooks: readInteger(row, 'missed_looks'),
  };
}
