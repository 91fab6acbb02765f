import { isScheduled, type RoleRule, type Source, sourceKinds } from '../../../../domain/directory/source.ts';
import type { SyncRun } from '../../../../domain/directory/sync-run.ts';
import type { SourceReader, SourceWriter } from '../../../../ports/directory/sources.ts';
import {
  type Row,
  readArray,
  readInteger,
  readIntegerOrNull,
  readObject,
  readOneOf,
  readText,
  readTextOrNull,
  readTexts,
} from '../../engine/row.ts';
import type { Parameters, Sql } from '../../engine/sql.ts';
import { assertUpdated } from '../assert-updated.ts';

/** What a source owns; each before what it refers to. */
const removals = [
  `DELETE FROM source_people WHERE (organization_id, source_id, external_id) IN (
     SELECT organization_id, source_id, external_id FROM source_people
     WHERE organization_id = :organizationId AND source_id = :id LIMIT :limit)`,
  `DELETE FROM conflicts WHERE rowid IN (
     SELECT rowid FROM conflicts WHERE organization_id = :organizationId AND source_id = :id LIMIT :limit)`,
  `DELETE FROM group_members WHERE (organization_id, group_id, user_id) IN (
     SELECT m.organization_id, m.group_id, m.user_id FROM groups g
     CROSS JOIN group_members m ON m.organization_id = g.organization_id AND m.group_id = g.id
     WHERE g.organization_id = :organizationId AND g.source_id = :id LIMIT :limit)`,
  `DELETE FROM groups WHERE rowid IN (
     SELECT rowid FROM groups WHERE organization_id = :organizationId AND source_id = :id LIMIT :limit)`,
  `DELETE FROM scim_resources WHERE rowid IN (
     SELECT rowid FROM scim_resources WHERE organization_id = :organizationId AND source_id = :id LIMIT :limit)`,
];

export function createSourceReader(sql: Sql): SourceReader {
  return {
    find: async (organizationId, id) => {
      const row = sql.get('SELECT * FROM sources WHERE organization_id = :organizationId AND id = :id', {
        organizationId,
        id,
      });
      return row && readSource(row);
    },
    list: async (organizationId) =>
      sql
        .all('SELECT * FROM sources WHERE organization_id = :organizationId ORDER BY name', {
          organizationId,
        })
        .map(readSource),
    findByClient: async (organizationId, clientId) => {
      const row = sql.get(
        'SELECT * FROM sources WHERE organization_id = :organizationId AND client_id = :clientId',
        { organizationId, clientId },
      );
      return row && readSource(row);
    },
    listScheduled: async (after, limit) =>
      sql
        .all('SELECT * FROM sources WHERE is_scheduled = 1 AND id > :after ORDER BY id LIMIT :limit', {
          after: after ?? '',
          limit,
        })
        .map(readSource),
  };
}

export function createSourceWriter(sql: Sql): SourceWriter {
  return {
    ...createSourceReader(sql),
    insert: async (source) => {
      sql.run(
        `INSERT INTO sources (organization_id, id, kind, name, settings, sealed_secret, client_id, role_rules, allowed_owners,
           brake_percent, every_minutes, cursor, last_full_at, run, is_scheduled, created_at, updated_at)
         VALUES (:organizationId, :id, :kind, :name, :settings, :sealedSecret, :clientId, :roleRules, :allowedOwners,
           :brakePercent, :everyMinutes, :cursor, :lastFullAt, :run, :isScheduled, :createdAt, :updatedAt)`,
        toParameters(source),
      );
    },
    update: async (source) => {
      const changed = sql.run(
        `UPDATE sources SET name = :name, settings = :settings, sealed_secret = :sealedSecret, client_id = :clientId,
           role_rules = :roleRules, allowed_owners = :allowedOwners, brake_percent = :brakePercent,
           every_minutes = :everyMinutes, cursor = :cursor, last_full_at = :lastFullAt, run = :run,
           is_scheduled = :isScheduled, updated_at = :updatedAt
         WHERE organization_id = :organizationId AND id = :id`,
        toParameters(source),
      );
      assertUpdated(changed);
    },
    removeSome: async (organizationId, id, limit) => {
      let removed = 0;
      for (const statement of removals) {
        if (removed < limit) removed += sql.run(statement, { organizationId, id, limit: limit - removed });
      }
      return removed;
    },
    remove: async (organizationId, id) => {
      // What it owns refers to it, and goes with it.
      sql.run('DELETE FROM sources WHERE organization_id = :organizationId AND id = :id', {
        organizationId,
        id,
      });
    },
  };
}

function toParameters({ settings, roleRules, allowedOwners, run, ...columns }: Source): Parameters {
  return {
    ...columns,
    settings: JSON.stringify(settings),
    roleRules: JSON.stringify(roleRules),
    allowedOwners: JSON.stringify(allowedOwners),
    run: run && JSON.stringify(run),
    isScheduled: isScheduled({ ...columns, run }) ? 1 : 0,
  };
}

function readSource(row: Row): Source {
  return {
    id: readText(row, 'id'),
    organizationId: readText(row, 'organization_id'),
    kind: readOneOf(row, 'kind', sourceKinds),
    name: readText(row, 'name'),
    settings: readObject(row, 'settings') as Record<string, string>,
    sealedSecret: readTextOrNull(row, 'sealed_secret'),
    clientId: readTextOrNull(row, 'client_id'),
    roleRules: readArray(row, 'role_rules') as RoleRule[],
    allowedOwners: readTexts(row, 'allowed_owners'),
    brakePercent: readInteger(row, 'brake_percent'),
    everyMinutes: readIntegerOrNull(row, 'every_minutes'),
    cursor: readTextOrNull(row, 'cursor'),
    lastFullAt: readIntegerOrNull(row, 'last_full_at'),
    run: row.run === null ? null : (readObject(row, 'run') as unknown as SyncRun),
    createdAt: readInteger(row, 'created_at'),
    updatedAt: readInteger(row, 'updated_at'),
  };
}
