import type { StatementSync } from 'node:sqlite';
import { type DirectoryUser, loginsOf } from '../domain/directory/directory-user.ts';
import type { SourceRecord } from '../domain/directory/source-person.ts';
import type { StagedPerson, SyncStaging } from '../ports/directory/sync-staging.ts';
import { openPrivateDatabase } from './private-database.ts';

// SQLite compares text by its UTF-8 bytes, which is by code points.
const schema = `
CREATE TABLE people (external_id TEXT PRIMARY KEY, record TEXT, turn TEXT) WITHOUT ROWID;
CREATE INDEX people_to_write ON people (turn, external_id) WHERE turn IS NOT NULL;
CREATE TABLE planned (id TEXT PRIMARY KEY, content TEXT) WITHOUT ROWID;
CREATE TABLE planned_logins (login TEXT PRIMARY KEY, id TEXT) WITHOUT ROWID;
`;

/** What a source says in one run, in a database of its own. */
export function openSyncStaging(): SyncStaging {
  const { database, tell, inOne } = openPrivateDatabase(schema);
  const statements = tell(() => ({
    put: database.prepare(
      'INSERT INTO people (external_id, record) VALUES (?, ?) ON CONFLICT DO UPDATE SET record = excluded.record',
    ),
    list: database.prepare(
      'SELECT external_id, record FROM people WHERE external_id > ? ORDER BY external_id LIMIT ?',
    ),
    findMissing: database.prepare(
      'SELECT value FROM json_each(?) WHERE value NOT IN (SELECT external_id FROM people)',
    ),
    note: database.prepare('UPDATE people SET turn = ? WHERE external_id = ?'),
    listToWrite: database.prepare(
      'SELECT external_id, record FROM people WHERE turn = ? AND external_id > ? ORDER BY external_id LIMIT ?',
    ),
    plan: database.prepare('INSERT OR REPLACE INTO planned VALUES (?, ?)'),
    planLogin: database.prepare('INSERT OR REPLACE INTO planned_logins VALUES (?, ?)'),
    listPlanned: database.prepare(
      `SELECT content FROM planned WHERE id IN (
         SELECT value FROM json_each(:ids)
         UNION SELECT id FROM planned_logins WHERE login IN (SELECT value FROM json_each(:logins))
       )`,
    ),
    count: database.prepare('SELECT count(*) AS total FROM people'),
    countToWrite: database.prepare('SELECT count(*) AS total FROM people WHERE turn IS NOT NULL'),
  }));

  function readPeople(statement: StatementSync, ...values: (string | number)[]): StagedPerson[] {
    return tell(() => statement.all(...values)).map((row) => ({
      externalId: String(row.external_id),
      record: row.record === null ? null : (JSON.parse(String(row.record)) as SourceRecord),
    }));
  }

  return {
    put: (people) =>
      inOne(() => {
        for (const { externalId, record } of people)
          statements.put.run(externalId, record === null ? null : JSON.stringify(record));
      }),
    // No external id is empty, so every one comes after ''.
    list: (after, limit) => readPeople(statements.list, after ?? '', limit),
    findMissing: (externalIds) =>
      tell(() => statements.findMissing.all(JSON.stringify(externalIds))).map(({ value }) => String(value)),
    note: (turns) =>
      inOne(() => {
        for (const { externalId, turn } of turns) statements.note.run(turn, externalId);
      }),
    listToWrite: (turn, after, limit) => readPeople(statements.listToWrite, turn, after ?? '', limit),
    plan: (users) =>
      inOne(() => {
        for (const user of users) {
          statements.plan.run(user.id, JSON.stringify(user));
          for (const login of loginsOf(user)) statements.planLogin.run(login, user.id);
        }
      }),
    listPlanned: ({ ids, logins }) =>
      tell(() =>
        statements.listPlanned.all({ ids: JSON.stringify(ids), logins: JSON.stringify(logins) }),
      ).map(({ content }) => JSON.parse(String(content)) as DirectoryUser),
    count: () => Number(tell(() => statements.count.get())?.total ?? 0),
    countToWrite: () => Number(tell(() => statements.countToWrite.get())?.total ?? 0),
    close: () => database.close(),
  };
}
