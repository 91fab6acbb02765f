import type {
  ScimResource,
  ScimResourceKey,
  ScimResourceReader,
  ScimResourceWriter,
} from '../../../../ports/directory/scim-resources.ts';
import { type Row, readInteger, readOneOf, readText, readTextOrNull, readTexts } from '../../engine/row.ts';
import type { Sql } from '../../engine/sql.ts';
import { assertUpdated } from '../assert-updated.ts';

const OWN = 'organization_id = :organizationId AND source_id = :sourceId AND type = :type';

const selectBy = {
  name: `SELECT * FROM scim_resources WHERE ${OWN} AND name = :value LIMIT :limit`,
  externalId: `SELECT * FROM scim_resources WHERE ${OWN} AND external_id = :value ORDER BY id LIMIT :limit`,
  email: `
    SELECT r.* FROM scim_emails e
    CROSS JOIN scim_resources r
      ON r.organization_id = e.organization_id AND r.source_id = e.source_id AND r.type = e.type AND r.id = e.id
    WHERE e.organization_id = :organizationId AND e.source_id = :sourceId AND e.type = :type AND e.email = :value
    ORDER BY e.id LIMIT :limit`,
};

export function createScimResourceReader(sql: Sql): ScimResourceReader {
  return {
    find: async (key, id) => {
      const row = sql.get(`SELECT * FROM scim_resources WHERE ${OWN} AND id = :id`, { ...own(key), id });
      return row && readResource(row);
    },
    listBy: async (key, { field, value }, limit) =>
      sql.all(selectBy[field], { ...own(key), value, limit }).map(readResource),
    list: async (key, { after, skip, limit }) => {
      // What is skipped is read from the index alone.
      const first = sql.get(
        `SELECT id FROM scim_resources WHERE ${OWN} AND id > :after ORDER BY id LIMIT 1 OFFSET :skip`,
        { ...own(key), after: after ?? '', skip },
      );
      if (first === null) return [];
      return sql
        .all(`SELECT * FROM scim_resources WHERE ${OWN} AND id >= :first ORDER BY id LIMIT :limit`, {
          ...own(key),
          first: readText(first, 'id'),
          limit,
        })
        .map(readResource);
    },
    count: async (key) => {
      const row = sql.get(`SELECT total FROM scim_counts WHERE ${OWN}`, own(key));
      return row === null ? 0 : readInteger(row, 'total');
    },
  };
}

export function createScimResourceWriter(sql: Sql): ScimResourceWriter {
  /** Every list that a client reads names the total; counting a million rows would take longer than all the rest of it. */
  function addToCount(key: ScimResourceKey, change: number): void {
    sql.run(
      `INSERT INTO scim_counts (organization_id, source_id, type, total)
       VALUES (:organizationId, :sourceId, :type, :change)
       ON CONFLICT (organization_id, source_id, type) DO UPDATE SET total = total + excluded.total`,
      { ...own(key), change },
    );
  }

  function insertEmails(resource: ScimResource): void {
    for (const email of new Set(resource.emails)) {
      sql.run(
        `INSERT INTO scim_emails (organization_id, source_id, type, email, id)
         VALUES (:organizationId, :sourceId, :type, :email, :id)`,
        { ...own(resource), email, id: resource.id },
      );
    }
  }

  return {
    ...createScimResourceReader(sql),
    insert: async ({ emails, ...columns }) => {
      sql.run(
        `INSERT INTO scim_resources (organization_id, source_id, type, id, name, external_id, emails, content, version,
           created_at, updated_at)
         VALUES (:organizationId, :sourceId, :type, :id, :name, :externalId, :emails, :content, :version,
           :createdAt, :updatedAt)`,
        { ...columns, emails: JSON.stringify(emails) },
      );
      insertEmails({ ...columns, emails });
      addToCount(columns, 1);
    },
    update: async (resource) => {
      const { createdAt, ...columns } = resource;
      const changed = sql.run(
        `UPDATE scim_resources SET name = :name, external_id = :externalId, emails = :emails, content = :content,
           version = :version, updated_at = :updatedAt
         WHERE ${OWN} AND id = :id`,
        { ...columns, emails: JSON.stringify(resource.emails) },
      );
      assertUpdated(changed);
      sql.run(`DELETE FROM scim_emails WHERE ${OWN} AND id = :id`, { ...own(resource), id: resource.id });
      insertEmails(resource);
    },
    remove: async (key, id) => {
      // Its e-mail addresses refer to it, and go with it.
      const removed = sql.run(`DELETE FROM scim_resources WHERE ${OWN} AND id = :id`, { ...own(key), id });
      if (removed === 1) addToCount(key, -1);
    },
  };
}

function own({ organizationId, sourceId, type }: ScimResourceKey) {
  return { organizationId, sourceId, type };
}

function readResource(row: Row): ScimResource {
  return {
    organizationId: readText(row, 'organization_id'),
    sourceId: readText(row, 'source_id'),
    type: readOneOf(row, 'type', ['User', 'Group']),
    id: readText(row, 'id'),
    name: readText(row, 'name'),
    externalId: readTextOrNull(row, 'external_id'),
    emails: readTexts(row, 'emails'),
    content: readText(row, 'content'),
    version: readInteger(row, 'version'),
    createdAt: readInteger(row, 'created_at'),
    updatedAt: readInteger(row, 'updated_at'),
  };
}
