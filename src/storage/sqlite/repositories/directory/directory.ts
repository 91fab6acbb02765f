import { type DirectoryUser, loginsOf, userStatuses } from '../../../../domain/directory/directory-user.ts';
import { roles } from '../../../../domain/directory/roles.ts';
import { fitsWords, listWords } from '../../../../domain/directory/search-words.ts';
import type { DirectoryReader, DirectoryWriter } from '../../../../ports/directory/directory.ts';
import { type Row, readInteger, readOneOf, readText, readTextOrNull } from '../../engine/row.ts';
import type { Parameters, Sql } from '../../engine/sql.ts';
import { assertBatch } from '../assert-batch.ts';
import { assertUpdated } from '../assert-updated.ts';

/** After every character of a login or word. */
const LAST = '\u{10ffff}';
/** So many people with the longest word are looked through for the others: a blocked reader holds up every code. */
const LOOKED_AT_MAX = 5000;

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
        `SELECT u.* FROM user_logins l JOIN users u ON u.organization_id = l.organization_id AND u.id = l.user_id
         WHERE l.organization_id = :organizationId AND l.login = :login`,
        { organizationId, login },
      );
      return row && readUser(row);
    },
    listUsersByLogins: async (organizationId, logins) => {
      assertBatch(logins);
      const rows = sql.all(
        `SELECT DISTINCT u.* FROM json_each(:logins) wanted
         CROSS JOIN user_logins l ON l.organization_id = :organizationId AND l.login = wanted.value
         CROSS JOIN users u ON u.organization_id = l.organization_id AND u.id = l.user_id`,
        { organizationId, logins: JSON.stringify(logins) },
      );
      return rows.map(readUser);
    },
    listUsersByLoginPrefix: async (organizationId, prefix, limit) => {
      const rows = sql.all(
        `SELECT u.* FROM user_logins l CROSS JOIN users u ON u.organization_id = l.organization_id AND u.id = l.user_id
         WHERE l.organization_id = :organizationId AND l.login >= :prefix AND l.login < :end LIMIT :limit`,
        // A person may have three logins that begin alike.
        { organizationId, prefix, end: `${prefix}${LAST}`, limit: limit * 3 },
      );
      const users = new Map(rows.map((row) => [readText(row, 'id'), readUser(row)]));
      return [...users.values()].slice(0, limit);
    },
    listUsersByWords: async (organizationId, words, limit) => {
      const start = words.reduce((longest, word) => (word.length > longest.length ? word : longest), '');
      const rows = sql.all(
        `SELECT u.* FROM user_words w CROSS JOIN users u ON u.organization_id = w.organization_id AND u.id = w.user_id
         WHERE w.organization_id = :organizationId AND w.word >= :start AND w.word < :end LIMIT :lookedAt`,
        {
          organizationId,
          start,
          end: `${start}${LAST}`,
          lookedAt: words.length > 1 ? LOOKED_AT_MAX : limit * 2,
        },
      );
      const users = new Map(rows.map((row) => [readText(row, 'id'), readUser(row)]));
      const fitting = [...users.values()].filter(({ displayName, employeeNumber }) =>
        fitsWords(listWords(displayName, employeeNumber), words),
      );
      const isCut = rows.length === (words.length > 1 ? LOOKED_AT_MAX : limit * 2);
      return { users: fitting.slice(0, limit), isAll: !isCut && fitting.length <= limit };
    },
    listUsersByIds: async (organizationId, ids) => {
      assertBatch(ids);
      const rows = sql.all(
        `SELECT DISTINCT u.* FROM json_each(:ids) wanted
         CROSS JOIN users u ON u.organization_id = :organizationId AND u.id = wanted.value`,
        { organizationId, ids: JSON.stringify(ids) },
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
    countLiveOfSource: async (organizationId, sourceId) => {
      const row = sql.get(
        `SELECT count(*) AS total FROM users
         WHERE organization_id = :organizationId AND source_id = :sourceId AND status IN ('invited', 'confirmed')`,
        { organizationId, sourceId },
      );
      return row === null ? 0 : readInteger(row, 'total');
    },
  };
}

export function createDirectoryWriter(sql: Sql): DirectoryWriter {
  function insert(user: DirectoryUser): void {
    sql.run(
      `INSERT INTO users (organization_id, id, display_name, role, status, email, mobile, alias, primary_contact,
         source_id, external_id, manager, department, employee_number, created_at, updated_at)
       VALUES (:organizationId, :id, :displayName, :role, :status, :email, :mobile, :alias, :primary,
         :sourceId, :externalId, :manager, :department, :employeeNumber, :createdAt, :updatedAt)`,
      { ...toParameters(user), createdAt: user.createdAt },
    );
    insertLogins(user);
  }

  /** Those of many people in one statement, in the order of the index: one by one they cost more than the people. */
  function insertWords(...users: readonly DirectoryUser[]): void {
    const words = users.flatMap(({ organizationId, id, displayName, employeeNumber }) =>
      listWords(displayName, employeeNumber).map((word) => [organizationId, word, id]),
    );
    words.sort(([, one = ''], [, other = '']) => (one < other ? -1 : 1));
    sql.run(
      `INSERT INTO user_words (organization_id, word, user_id)
       SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(:words)`,
      { words: JSON.stringify(words) },
    );
  }

  function updateWords(user: DirectoryUser): void {
    const { organizationId, id } = user;
    const row = sql.get(
      'SELECT display_name, employee_number FROM users WHERE organization_id = :organizationId AND id = :id',
      { organizationId, id },
    );
    if (row === null) return;
    const before = listWords(readText(row, 'display_name'), readTextOrNull(row, 'employee_number'));
    const after = listWords(user.displayName, user.employeeNumber);
    if (before.join(' ') === after.join(' ')) return;
    sql.run(
      `DELETE FROM user_words WHERE organization_id = :organizationId
         AND word IN (SELECT value FROM json_each(:words)) AND user_id = :id`,
      { organizationId, id, words: JSON.stringify(before) },
    );
    insertWords(user);
  }

  function insertLogins(user: DirectoryUser): void {
    const { organizationId, id } = user;
    for (const login of loginsOf(user)) {
      sql.run(
        'INSERT INTO user_logins (organization_id, login, user_id) VALUES (:organizationId, :login, :id)',
        { organizationId, login, id },
      );
    }
  }

  return {
    ...createDirectoryReader(sql),
    insert: async (user) => {
      insert(user);
      insertWords(user);
    },
    insertMany: async (users) => {
      assertBatch(users);
      for (const user of users) insert(user);
      insertWords(...users);
    },
    update: async (user) => {
      const { organizationId, id } = user;
      updateWords(user);
      sql.run(
        `DELETE FROM user_logins WHERE organization_id = :organizationId AND login IN (
           SELECT email FROM users WHERE organization_id = :organizationId AND id = :id
           UNION SELECT mobile FROM users WHERE organization_id = :organizationId AND id = :id
           UNION SELECT alias FROM users WHERE organization_id = :organizationId AND id = :id)`,
        { organizationId, id },
      );
      const changed = sql.run(
        `UPDATE users SET display_name = :displayName, role = :role, status = :status, email = :email, mobile = :mobile,
           alias = :alias, primary_contact = :primary, source_id = :sourceId, external_id = :externalId, manager = :manager,
           department = :department, employee_number = :employeeNumber, updated_at = :updatedAt
         WHERE organization_id = :organizationId AND id = :id`,
        toParameters(user),
      );
      assertUpdated(changed);
      insertLogins(user);
    },
  };
}

function toParameters(user: DirectoryUser): Parameters {
  const { createdAt, ...parameters } = user;
  return parameters;
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
    alias: readTextOrNull(row, 'alias'),
    primary: readOneOf(row, 'primary_contact', ['email', 'mobile']),
    sourceId: readTextOrNull(row, 'source_id'),
    externalId: readTextOrNull(row, 'external_id'),
    manager: readTextOrNull(row, 'manager'),
    department: readTextOrNull(row, 'department'),
    employeeNumber: readTextOrNull(row, 'employee_number'),
    createdAt: readInteger(row, 'created_at'),
    updatedAt: readInteger(row, 'updated_at'),
  };
}
