import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { type ImportStaging, type StagedRow, StagingUnavailableError } from '../ports/import-staging.ts';

/** Bounds the memory, whatever the length of the list. */
const CACHE_KIB = 8 * 1024;

const schema = `
CREATE TABLE rows (line INTEGER PRIMARY KEY, content TEXT NOT NULL, logins TEXT NOT NULL, turn TEXT);
CREATE TABLE logins (login TEXT PRIMARY KEY, line INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE repeated_logins (line INTEGER NOT NULL, first_line INTEGER NOT NULL, login TEXT NOT NULL);
CREATE TABLE users (id TEXT PRIMARY KEY, line INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE repeated_users (line INTEGER NOT NULL, first_line INTEGER NOT NULL);
CREATE INDEX rows_to_write ON rows (turn, line) WHERE turn IS NOT NULL;
`;

/**
 * SQLite's private temporary database: it has no name that anybody could open, and SQLite deletes its file when it is opened, so that
 * the system takes it away even from a process that is killed. It stays in memory until the cache is full; `SQLITE_TMPDIR` or `TMPDIR`
 * names the folder.
 */
export function openImportStaging(): ImportStaging {
  const database = tell(() => new DatabaseSync(''));
  const statements = tell(() => {
    database.exec(
      `PRAGMA cache_size = -${CACHE_KIB}; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; ${schema}`,
    );
    return {
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
    };
  });

  function readRows(statement: StatementSync, ...values: (string | number)[]): StagedRow[] {
    return tell(() => statement.all(...values)).map((row) => ({
      line: Number(row.line),
      content: String(row.content),
      logins: JSON.parse(String(row.logins)),
    }));
  }

  /** One commit for all of it: without a journal there is nothing to undo, and a failure ends the import. */
  function inOne(work: () => void): void {
    tell(() => {
      database.exec('BEGIN');
      work();
      database.exec('COMMIT');
    });
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

/** Told apart from a fault of the file that the user named. */
function tell<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (isSqliteError(error)) throw new StagingUnavailableError(error.message);
    throw error;
  }
}

function isSqliteError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && error.code === 'ERR_SQLITE_ERROR';
}
