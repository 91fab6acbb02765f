import { type DirectoryUser, userStatuses } from '../../domain/directory-user.ts';
import { roles } from '../../domain/roles.ts';
import type { DirectoryReader, DirectoryWriter } from '../../ports/directory.ts';
import { type Row, readInteger, readOneOf, readText, readTextOrNull } from './row.ts';
import type { Parameters, Sql } from './sql.ts';

/** What the port allows in one call. */
const BATCH_MAX = 1000;

export function createDirectoryReader(sql: Sql): DirectoryReader {
  return {
    findUser: async (organizationId, id) => {
      const row = sql.get('SELECT * FROM users WHERE organization_id = :organizationId AND id = :id', {
        organizationId,
        id,
      });
      return row && readUser(row);
    },
    findUserByLogin: async (organizationId, login) => {
      const row = sql.get(
        'SELECT * FROM users WHERE organization_id = :organizationId AND (email = :login OR mobile = :login)',
        { organizationId, login },
      );
      return row && readUser(row);
    },
    listUsersByLogins: async (organizationId, logins) => {
      assertBatch(logins);
      const rows = sql.all(
        `SELECT u.* FROM json_each(:logins) l
         CROSS JOIN users u ON u.organization_id = :organizationId AND u.email = l.value
         UNION
         SELECT u.* FROM json_each(:logins) l
         CROSS JOIN users u ON u.organization_id = :organizationId AND u.mobile = l.value`,
        { organizationId, logins: JSON.stringify(logins) },
      );
      return rows.map(readUser);
    },
    listConfirmedByRole: async (organizationId, wanted, limit) => {
      const rows = sql.all(
        `SELECT u.* FROM json_each(:wanted) r
         CROSS JOIN users u ON u.organization_id = :organizationId AND u.status = 'confirmed' AND u.role = r.value
         ORDER BY r.key, u.id LIMIT :limit`,
        { organizationId, wanted: JSON.stringify(wanted), limit },
      );
      return rows.map(readUser);
    },
    listUsers: async (organizationId, { after, limit }) => {
      const rows = sql.all(
        'SELECT * FROM users WHERE organization_id = :organizationId AND id > :after ORDER BY id LIMIT :limit',
        { organizationId, after: after ?? '', limit: limit + 1 },
      );
      const users = rows.slice(0, limit).map(readUser);
      return { users, next: rows.length > limit ? (users.at(-1)?.id ?? null) : null };
    },
    countUsers: async (organizationId) => {
      const row = sql.get('SELECT count(*) AS total FROM users WHERE organization_id = :organizationId', {
        organizationId,
      });
      return row === null ? 0 : readInteger(row, 'total');
    },
  };
}

export function createDirectoryWriter(sql: Sql): DirectoryWriter {
  function insert(user: DirectoryUser): void {
    sql.run(
      `INSERT INTO users (organization_id, id, display_name, role, status, email, mobile, primary_contact, created_at, updated_at)
       VALUES (:organizationId, :id, :displayName, :role, :status, :email, :mobile, :primary, :createdAt, :updatedAt)`,
      { ...toParameters(user), createdAt: user.createdAt },
    );
  }

  return {
    ...createDirectoryReader(sql),
    insert: async (user) => insert(user),
    insertMany: async (users) => {
      assertBatch(users);
      for (const user of users) insert(user);
    },
    update: async (user) => {
      const changed = sql.run(
        `UPDATE users SET display_name = :displayName, role = :role, status = :status, email = :email, mobile = :mobile,
           primary_contact = :primary, updated_at = :updatedAt
         WHERE organization_id = :organizationId AND id = :id`,
        toParameters(user),
      );
      if (changed === 0) throw new Error(`There is no user ${user.id} in the organization to update`);
    },
  };
}

function assertBatch(items: readonly unknown[]): void {
  if (items.length > BATCH_MAX) throw new RangeError(`At most ${BATCH_MAX} at once`);
}

function toParameters(user: DirectoryUser): Parameters {
  const { organizationId, id, displayName, role, status, email, mobile, primary, updatedAt } = user;
  return { organizationId, id, displayName, role, status, email, mobile, primary, updatedAt };
}

function readUser(row: Row): DirectoryUser {
  return {
    id: readText(row, 'id'),
    organizationId: readText(row, 'organization_id'),
    displayName: readText(row, 'display_name'),
    role: readOneOf(row, 'role', roles),
    status: readOneOf(row, 'status', userStatuses),
    email: readTextOrNull(row, 'email'),
    mobile: readTextOrNull(row, 'mobile'),
    primary: readOneOf(row, 'primary_contact', ['email', 'mobile']),
    createdAt: readInteger(row, 'created_at'),
    updatedAt: readInteger(row, 'updated_at'),
  };
}
