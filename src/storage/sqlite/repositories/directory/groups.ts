import { foldGroupName, type Group } from '../../../../domain/directory/group.ts';
import type { UserId } from '../../../../domain/ids.ts';
import type { GroupReader, GroupWriter } from '../../../../ports/directory/groups.ts';
import { type Row, readInteger, readText, readTextOrNull } from '../../engine/row.ts';
import type { Sql } from '../../engine/sql.ts';
import { assertBatch } from '../assert-batch.ts';
import { assertUpdated } from '../assert-updated.ts';

export function createGroupReader(sql: Sql): GroupReader {
  return {
    find: async (organizationId, id) => {
      const row = sql.get('SELECT * FROM groups WHERE organization_id = :organizationId AND id = :id', {
        organizationId,
        id,
      });
      return row && readGroup(row);
    },
    findByName: async (organizationId, sourceId, name) => {
      const row = sql.get(
        `SELECT * FROM groups
         WHERE organization_id = :organizationId AND source_id = :sourceId AND folded_name = :foldedName`,
        { organizationId, sourceId, foldedName: foldGroupName(name) },
      );
      return row && readGroup(row);
    },
    findByExternalId: async (organizationId, sourceId, externalId) => {
      const row = sql.get(
        `SELECT * FROM groups
         WHERE organization_id = :organizationId AND source_id = :sourceId AND external_id = :externalId`,
        { organizationId, sourceId, externalId },
      );
      return row && readGroup(row);
    },
    list: async (organizationId, { sourceId, after, limit }) => {
      const place = { after: after ?? '', limit };
      const rows =
        sourceId === null
          ? sql.all(
              'SELECT * FROM groups WHERE organization_id = :organizationId AND id > :after ORDER BY id LIMIT :limit',
              { organizationId, ...place },
            )
          : sql.all(
              `SELECT * FROM groups WHERE organization_id = :organizationId AND source_id = :sourceId AND id > :after
               ORDER BY id LIMIT :limit`,
              { organizationId, sourceId, ...place },
            );
      return rows.map(readGroup);
    },
    count: async (organizationId, sourceId) => {
      const row =
        sourceId === null
          ? sql.get('SELECT count(*) AS total FROM groups WHERE organization_id = :organizationId', {
              organizationId,
            })
          : sql.get(
              'SELECT count(*) AS total FROM groups WHERE organization_id = :organizationId AND source_id = :sourceId',
              { organizationId, sourceId },
            );
      return row === null ? 0 : readInteger(row, 'total');
    },
    listMembers: async (organizationId, id, { after, limit }) =>
      sql
        .all(
          `SELECT user_id FROM group_members
           WHERE organization_id = :organizationId AND group_id = :id AND user_id > :after
           ORDER BY user_id LIMIT :limit`,
          { organizationId, id, after: after ?? '', limit },
        )
        .map((row) => readText<UserId>(row, 'user_id')),
    listOfUser: async (organizationId, userId) =>
      sql
        .all(
          `SELECT g.* FROM group_members m
           CROSS JOIN groups g ON g.organization_id = m.organization_id AND g.id = m.group_id
           WHERE m.organization_id = :organizationId AND m.user_id = :userId ORDER BY m.group_id`,
          { organizationId, userId },
        )
        .map(readGroup),
    listMemberships: async (organizationId, sourceId, userIds) => {
      assertBatch(userIds);
      const rows = sql.all(
        `SELECT DISTINCT m.user_id, g.* FROM json_each(:userIds) wanted
         CROSS JOIN group_members m ON m.organization_id = :organizationId AND m.user_id = wanted.value
         CROSS JOIN groups g ON g.organization_id = m.organization_id AND g.id = m.group_id AND g.source_id = :sourceId`,
        { organizationId, sourceId, userIds: JSON.stringify(userIds) },
      );
      return rows.map((row) => ({ userId: readText<UserId>(row, 'user_id'), group: readGroup(row) }));
    },
  };
}

export function createGroupWriter(sql: Sql): GroupWriter {
  return {
    ...createGroupReader(sql),
    insert: async (group) => {
      sql.run(
        `INSERT INTO groups (organization_id, id, source_id, external_id, name, folded_name, created_at, updated_at)
         VALUES (:organizationId, :id, :sourceId, :externalId, :name, :foldedName, :createdAt, :updatedAt)`,
        { ...group, foldedName: foldGroupName(group.name) },
      );
    },
    update: async ({ organizationId, id, name, externalId, updatedAt }) => {
      const changed = sql.run(
        `UPDATE groups SET name = :name, folded_name = :foldedName, external_id = :externalId, updated_at = :updatedAt
         WHERE organization_id = :organizationId AND id = :id`,
        { organizationId, id, name, foldedName: foldGroupName(name), externalId, updatedAt },
      );
      assertUpdated(changed);
    },
    remove: async (organizationId, id) => {
      // Memberships refer to it, and go with it.
      sql.run('DELETE FROM groups WHERE organization_id = :organizationId AND id = :id', {
        organizationId,
        id,
      });
    },
    addMembers: async (organizationId, id, userIds) => {
      assertBatch(userIds);
      const group = sql.get('SELECT 1 FROM groups WHERE organization_id = :organizationId AND id = :id', {
        organizationId,
        id,
      });
      assertUpdated(group === null ? 0 : 1);
      sql.run(
        `INSERT INTO group_members (organization_id, group_id, user_id)
         SELECT :organizationId, :id, value FROM json_each(:userIds) WHERE true ON CONFLICT DO NOTHING`,
        { organizationId, id, userIds: JSON.stringify(userIds) },
      );
    },
    removeMembers: async (organizationId, id, userIds) => {
      assertBatch(userIds);
      sql.run(
        `DELETE FROM group_members WHERE organization_id = :organizationId AND group_id = :id
           AND user_id IN (SELECT value FROM json_each(:userIds))`,
        { organizationId, id, userIds: JSON.stringify(userIds) },
      );
    },
  };
}

function readGroup(row: Row): Group {
  return {
    id: readText(row, 'id'),
    organizationId: readText(row, 'organization_id'),
    sourceId: readText(row, 'source_id'),
    externalId: readTextOrNull(row, 'external_id'),
    name: readText(row, 'name'),
    createdAt: readInteger(row, 'created_at'),
    updatedAt: readInteger(row, 'updated_at'),
  };
}
