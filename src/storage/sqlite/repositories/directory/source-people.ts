import type { ConflictKind } from '../../../../domain/directory/conflict.ts';
import { roles } from '../../../../domain/directory/roles.ts';
import type { SourcePerson, SourceRecord } from '../../../../domain/directory/source-person.ts';
import type { SourcePersonReader, SourcePersonWriter } from '../../../../ports/directory/sources.ts';
import {
  type Row,
  readInteger,
  readObject,
  readOneOfOrNull,
  readText,
  readTextOrNull,
  readTexts,
} from '../../engine/row.ts';
import type { Sql } from '../../engine/sql.ts';
import { assertBatch } from '../assert-batch.ts';

export function createSourcePersonReader(sql: Sql): SourcePersonReader {
  return {
    find: async (organizationId, sourceId, externalId) => {
      const row = sql.get(
        `SELECT * FROM source_people
         WHERE organization_id = :organizationId AND source_id = :sourceId AND external_id = :externalId`,
        { organizationId, sourceId, externalId },
      );
      return row && readPerson(row);
    },
    listByExternalIds: async (organizationId, sourceId, externalIds) => {
      assertBatch(externalIds);
      const rows = sql.all(
        `SELECT DISTINCT p.* FROM json_each(:externalIds) wanted
         CROSS JOIN source_people p
           ON p.organization_id = :organizationId AND p.source_id = :sourceId AND p.external_id = wanted.value`,
        { organizationId, sourceId, externalIds: JSON.stringify(externalIds) },
      );
      return rows.map(readPerson);
    },
    listPage: async (organizationId, sourceId, { after, limit }) =>
      sql
        .all(
          `SELECT * FROM source_people
           WHERE organization_id = :organizationId AND source_id = :sourceId AND external_id > :after
           ORDER BY external_id LIMIT :limit`,
          { organizationId, sourceId, after: after ?? '', limit },
        )
        .map(readPerson),
    listByUser: async (organizationId, userId) =>
      sql
        .all(
          `SELECT * FROM source_people WHERE organization_id = :organizationId AND user_id = :userId
           ORDER BY updated_at, source_id, external_id`,
          { organizationId, userId },
        )
        .map(readPerson),
    listByUsers: async (organizationId, userIds) => {
      assertBatch(userIds);
      const rows = sql.all(
        `SELECT DISTINCT p.* FROM json_each(:userIds) wanted
         CROSS JOIN source_people p ON p.organization_id = :organizationId AND p.user_id = wanted.value
         ORDER BY p.updated_at, p.source_id, p.external_id`,
        { organizationId, userIds: JSON.stringify(userIds) },
      );
      return rows.map(readPerson);
    },
    count: async (organizationId, sourceId) => {
      const row = sql.get(
        'SELECT count(*) AS total FROM source_people WHERE organization_id = :organizationId AND source_id = :sourceId',
        { organizationId, sourceId },
      );
      return row === null ? 0 : readInteger(row, 'total');
    },
  };
}

export function createSourcePersonWriter(sql: Sql): SourcePersonWriter {
  return {
    ...createSourcePersonReader(sql),
    putMany: async (people) => {
      assertBatch(people);
      for (const { record, ignored, ...columns } of people) {
        sql.run(
          `INSERT INTO source_people (organization_id, source_id, external_id, user_id, record, rule_role, ignored, updated_at)
           VALUES (:organizationId, :sourceId, :externalId, :userId, :record, :ruleRole, :ignored, :updatedAt)
           ON CONFLICT (organization_id, source_id, external_id) DO UPDATE SET user_id = excluded.user_id,
             record = excluded.record, rule_role = excluded.rule_role, ignored = excluded.ignored, updated_at = excluded.updated_at`,
          { ...columns, record: JSON.stringify(record), ignored: JSON.stringify(ignored) },
        );
      }
    },
    remove: async (organizationId, sourceId, externalId) => {
      sql.run(
        `DELETE FROM source_people
         WHERE organization_id = :organizationId AND source_id = :sourceId AND external_id = :externalId`,
        { organizationId, sourceId, externalId },
      );
    },
  };
}

function readPerson(row: Row): SourcePerson {
  return {
    organizationId: readText(row, 'organization_id'),
    sourceId: readText(row, 'source_id'),
    externalId: readText(row, 'external_id'),
    userId: readTextOrNull(row, 'user_id'),
    record: readObject(row, 'record') as unknown as SourceRecord,
    ruleRole: readOneOfOrNull(row, 'rule_role', roles),
    ignored: readTexts(row, 'ignored') as ConflictKind[],
    updatedAt: readInteger(row, 'updated_at'),
  };
}
