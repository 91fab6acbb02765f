import { DatabaseSync } from 'node:sqlite';
import { StagingUnavailableError } from '../ports/directory/import-staging.ts';

/** Bounds the memory, whatever the length of the list. */
const CACHE_KIB = 8 * 1024;

/** Temporary data of one import or sync. */
export interface PrivateDatabase {
  readonly database: DatabaseSync;
  /** Runs a statement. @throws StagingUnavailableError told apart from a fault of the file that the user named */
  tell<T>(work: () => T): T;
  /** One commit for all of it: without a journal there is nothing to undo, and a failure ends the import. */
  inOne(work: () => void): void;
}

/**
 * SQLite's private temporary database: it has no name that anybody could open, and SQLite deletes its file when it is opened, so that
 * the system takes it away even from a process that is killed. It stays in memory until the cache is full; `SQLITE_TMPDIR` or `TMPDIR`
 * names the folder.
 * @throws StagingUnavailableError
 */
export function openPrivateDatabase(schema: string): PrivateDatabase {
  const database = tell(() => new DatabaseSync(''));
  tell(() =>
    database.exec(
      `PRAGMA cache_size = -${CACHE_KIB}; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; ${schema}`,
    ),
  );
  return {
    database,
    tell,
    inOne: (work) =>
      tell(() => {
        database.exec('BEGIN');
        work();
        database.exec('COMMIT');
      }),
  };
}

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
