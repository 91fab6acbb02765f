import type { RelyingService } from '../../domain/relying-service.ts';
import type { RelyingServiceReader, RelyingServiceWriter } from '../../ports/relying-services.ts';
import { type Row, readInteger, readIntegerOrNull, readText } from './row.ts';
import type { Sql } from './sql.ts';

export function createRelyingServiceReader(sql: Sql): RelyingServiceReader {
  return {
    find: async (id) => {
      const row = sql.get('SELECT * FROM relying_services WHERE id = :id', { id });
      return row && readService(row);
    },
    list: async (organizationId) =>
      sql
        .all('SELECT * FROM relying_services WHERE organization_id = :organizationId ORDER BY name', {
          organizationId,
        })
        .map(readService),
  };
}

export function createRelyingServiceWriter(sql: Sql): RelyingServiceWriter {
  return {
    ...createRelyingServiceReader(sql),
    insert: async ({ id, organizationId, name, keyId, secretDigest, createdAt, lastUsedAt }) => {
      sql.run(
        `INSERT INTO relying_services (id, organization_id, name, key_id, secret_digest, created_at, last_used_at)
         VALUES (:id, :organizationId, :name, :keyId, :secretDigest, :createdAt, :lastUsedAt)`,
        { id, organizationId, name, keyId, secretDigest, createdAt, lastUsedAt },
      );
    },
    remove: async (organizationId, id) =>
      sql.run('DELETE FROM relying_services WHERE id = :id AND organization_id = :organizationId', {
        organizationId,
        id,
      }) === 1,
    setLastUsed: async (organizationId, id, at) => {
      sql.run(
        'UPDATE relying_services SET last_used_at = :at WHERE id = :id AND organization_id = :organizationId',
        { organizationId, id, at },
      );
    },
  };
}

function readService(row: Row): RelyingService {
  return {
    id: readText(row, 'id'),
    organizationId: readText(row, 'organization_id'),
    name: readText(row, 'name'),
    keyId: readText(row, 'key_id'),
    secretDigest: readText(row, 'secret_digest'),
    createdAt: readInteger(row, 'created_at'),
    lastUsedAt: readIntegerOrNull(row, 'last_used_at'),
  };
}
