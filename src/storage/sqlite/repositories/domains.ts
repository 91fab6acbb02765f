import type { EmailDomain } from '../../../domain/directory/email-domain.ts';
import type { DomainReader, DomainWriter } from '../../../ports/domains.ts';
import { type Row, readInteger, readIntegerOrNull, readText } from '../engine/row.ts';
import type { Sql } from '../engine/sql.ts';
import { assertUpdated } from './assert-updated.ts';

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
  };
}

export function createDomainWriter(sql: Sql): DomainWriter {
  return {
    ...createDomainReader(sql),
    insert: async ({ organizationId, name, verificationToken, verifiedAt, createdAt }) => {
      sql.run(
        `INSERT INTO domains (organization_id, name, verification_token, verified_at, created_at)
         VALUES (:organizationId, :name, :verificationToken, :verifiedAt, :createdAt)`,
        { organizationId, name, verificationToken, verifiedAt, createdAt },
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
  };
}

function readDomain(row: Row): EmailDomain {
  return {
    organizationId: readText(row, 'organization_id'),
    name: readText(row, 'name'),
    verificationToken: readText(row, 'verification_token'),
    verifiedAt: readIntegerOrNull(row, 'verified_at'),
    createdAt: readInteger(row, 'created_at'),
  };
}
