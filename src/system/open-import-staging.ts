import type { StatementSync } from 'node:sqlite';
import type { ImportStaging, StagedRow } from '../ports/directory/import-staging.ts';
import { openPrivateDatabase } from './private-database.ts';

const schema = `
CREATE TABLE rows (line INTEGER PRIMARY KEY, content TEXT NOT NULL, logins TEXT NOT NULL, turn TEXT);
CREATE TABLE logins (login TEXT PRIMARY KEY, line INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE repeated_logins (line INTEGER NOT NULL, first_line INTEGER NOT NULL, login TEXT NOT NULL);
CREATE TABLE users (id TEXT PRIMARY KEY, line INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE repeated_users (line INTEGER NOT NULL, first_line INTEGER NOT NULL);
CREATE INDEX rows_to_write ON rows (turn, line) WHERE turn IS NOT NULL;
`;

/** The rows of one import, in a database of their own. */
export function openImportStaging(): ImportStaging {
  const { database, tell, inOne } = openPrivateDatabase(schema);
  const statements = tell(() => ({
    addRow: database.prepare('INSERT INTO rows (line, content, logins) VALUES (?, ?, ?)'),
    addLogin: database.prepare('INSERT INTO logins (login, line) VALUES (?, ?) ON CONFLICT DO NOTHING'),
    addRepeatedLogin: database.prepare(
      'INSERT INTO repeated_logins (line, first_line, login) SELECT ?, line, login FROM logins WHERE login = ?',
    ),
    note: database.prepare('UPDATE rows SET turn = ? WHERE line = ?'),
    addUser: database.prepare('INSERT INTO users (id, line) VALUES (?, ?) ON CONFLICT DO NOTHING'),
    addRepeatedUser: database.prepare(
      'INSERT INTO repeated_users (line, first_line) SELECT ?, line FROM users WHERE id = ?',
    ),
    list: database.prepare('SELECT line, content, logins FROM rows WHERE line > ? ORDER BY line LIMIT ?'),
    listRepeatedLogins: database.prepare(
      'SELECT line, first_line AS firstLine, login FROM repeated_logins ORDER BY rowid LIMIT ?',
    ),
    listRepeatedUsers: database.prepare(
      'SELECT line, first_line AS firstLine FROM repeated_users ORDER BY rowid LIMIT ?',
    ),
    listToWrite: database.prepare(
      'SELECT line, content, logins FROM rows WHERE turn = ? AND line > ? ORDER BY line LIMIT ?',
    ),
  }));

  function readRows(statement: StatementSync, ...values: (string | number)[]): StagedRow[] {
    return tell(() => statement.all(...values)).map((row) => ({
      line: Number(row.line),
      content: String(row.content),
      logins: JSON.parse(String(row.logins)),
    }));
  }

  return {
    add: (rows) =>
      inOne(() => {
        for (const { line, content, logins } of rows) {
          statements.addRow.run(line, content, JSON.stringify(logins));
          for (const login of logins) {
            if (statements.addLogin.run(login, line).changes === 0)
              statements.addRepeatedLogin.run(line, login);
          }
        }
      }),
    list: (after, limit) => readRows(statements.list, after, limit),
    listRepeatedLogins: (limit) =>
      tell(() => statements.listRepeatedLogins.all(limit)).map((row) => ({
        line: Number(row.line),
        firstLine: Number(row.firstLine),
        login: String(row.login),
      })),
    note: (verdicts) =>
      inOne(() => {
        for (const { line, userId, turn } of verdicts) {
          statements.note.run(turn, line);
          if (userId !== null && statements.addUser.run(userId, line).changes === 0)
            statements.addRepeatedUser.run(line, userId);
        }
      }),
    listRepeatedUsers: (limit) =>
      tell(() => statements.listRepeatedUsers.all(limit)).map((row) => ({
        line: Number(row.line),
        firstLine: Number(row.firstLine),
      })),
    listToWrite: (turn, after, limit) => readRows(statements.listToWrite, turn, after, limit),
    close: () => database.close(),
  };
}
