import { type Conflict, conflictKinds } from '../../../../domain/directory/conflict.ts';
import type { ConflictReader, ConflictWriter } from '../../../../ports/directory/sources.ts';
import { type Row, readInteger, readOneOf, readText, readTextOrNull } from '../../engine/row.ts';
import type { Sql } from '../../engine/sql.ts';
import { assertBatch } from '../assert-batch.ts';

export function createConflictReader(sql: Sql): ConflictReader {
  return {
    find: async (organizationId, id) => {
      const row = sql.get('SELECT * FROM conflicts WHERE organization_id = :organizationId AND id = :id', {
        organizationId,
        id,
      });
      return row && readConflict(row);
    },
    list: async (organizationId, { sourceId, after, limit }) => {
      const place = { since: after?.since ?? Number.MIN_SAFE_INTEGER, id: after?.id ?? '', limit };
      const rows =
        sourceId === null
          ? sql.all(
              `SELECT * FROM conflicts WHERE organization_id = :organizationId AND (since, id) > (:since, :id)
               ORDER BY since, id LIMIT :limit`,
              { organizationId, ...place },
            )
          : sql.all(
              `SELECT * FROM conflicts
               WHERE organization_id = :organizationId AND source_id = :sourceId AND (since, id) > (:since, :id)
               ORDER BY since, id LIMIT :limit`,
              { organizationId, sourceId, ...place },
            );
      return rows.map(readConflict);
    },
    listByExternalIds: async (organizationId, sourceId, externalIds) => {
      assertBatch(externalIds);
      const rows = sql.all(
        `SELECT DISTINCT c.* FROM json_each(:externalIds) wanted
         CROSS JOIN conflicts c
           ON c.organization_id = :organizationId AND c.source_id = :sourceId AND c.external_id = wanted.value`,
        { organizationId, sourceId, externalIds: JSON.stringify(externalIds) },
      );
      return rows.map(readConflict);
    },
    count: async (organizationId, sourceId) => {
      const row =
        sourceId === null
          ? sql.get('SELECT count(*) AS total FROM conflicts WHERE organization_id = :organizationId', {
              organizationId,
            })
          : sql.get(
              'SELECT count(*) AS total FROM conflicts WHERE organization_id = :organizationId AND source_id = :sourceId',
              { organizationId, sourceId },
            );
      return row === null ? 0 : readInteger(row, 'total');
    },
  };
}

export function createConflictWriter(sql: Sql): ConflictWriter {
  return {
    ...createConflictReader(sql),
    insertMany: async (conflicts) => {
      assertBatch(conflicts);
      for (const conflict of conflicts) {
        sql.run(
          `INSERT INTO conflicts (organization_id, id, source_id, external_id, kind, field, value, other_user_id,
             other_source_id, since)
           VALUES (:organizationId, :id, :sourceId, :externalId, :kind, :field, :value, :otherUserId,
             :otherSourceId, :since)`,
          { ...conflict },
        );
      }
    },
    remove: async (organizationId, id) => {
      sql.run('DELETE FROM conflicts WHERE organization_id = :organizationId AND id = :id', {
        organizationId,
        id,
      });
    },
  };
}

function readConflict(row: Row): Conflict {
  return {
    id: readText(row, 'id'),
    organizationId: readText(row, 'organization_id'),
    sourceId: readText(row, 'source_id'),
    externalId: readText(row, 'external_id'),
    kind: readOneOf(row, 'kind', conflictKinds),
    field: readTextOrNull(row, 'field'),
    value: readTextOrNull(row, 'value'),
    otherUserId: readTextOrNull(row, 'other_user_id'),
    otherSourceId: readTextOrNull(row, 'other_source_id'),
    since: readInteger(row, 'since'),
  };
}
