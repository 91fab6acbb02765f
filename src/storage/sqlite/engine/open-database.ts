import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type DatabaseSyncOptions } from 'node:sqlite';
import { say } from '../../../messages/say.ts';
import { StoreUnavailableError } from '../../../ports/store.ts';
import { migrate } from '../schema/migrate.ts';
import { createFileLock } from './file-lock.ts';
import { toStoreError } from './sqlite-errors.ts';

/** A reader waits only for another process's recovery or last checkpoint, which is over in milliseconds. */
const READER_BUSY_MS = 250;

/**
 * Opens the connection that writes: makes file and folder if they are not there, readable by the owner alone (SQLite
 * gives its side files the same mode), and brings the schema up to date.
 */
export async function openWriterDatabase(path: string, waitMsMax: number): Promise<DatabaseSync> {
  ensureFile(path);
  // No busy_timeout: it would block the event loop; file-lock.ts waits instead.
  const database = openDatabase(path, { timeout: 0, enableForeignKeyConstraints: true });
  try {
    const lock = createFileLock();
    const deadline = performance.now() + waitMsMax;
    await lock.take(() => setDurable(database), deadline);
    await lock.take(() => database.exec('BEGIN IMMEDIATE'), deadline);
    migrate(database);
    database.exec('COMMIT');
    return database;
  } catch (error) {
    database.close();
    throw toStoreError(error);
  }
}

/** Opens a connection that cannot write. */
export function openReaderDatabase(path: string): DatabaseSync {
  return openDatabase(path, { readOnly: true, timeout: READER_BUSY_MS });
}

function ensureFile(path: string): void {
  try {
    makeFolder(dirname(path));
    closeSync(openSync(path, 'a', 0o600));
  } catch (error) {
    const code = codeOf(error);
    throw new StoreUnavailableError(
      say('storage.sqlite.cannotOpen', { path, code, remedy: remedyOf(code) }),
      { cause: error },
    );
  }
}

/**
 * Like `mkdir -p`. Node's own `recursive` loops forever where a folder exists but nothing can be made in it, as in /proc
 * and below an automount point (seen on Node 22.19 to 24.22). A file in the way is left for the opening to report.
 */
function makeFolder(path: string): void {
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return;
    const parent = dirname(path);
    if (codeOf(error) !== 'ENOENT' || parent === path) throw error;
    makeFolder(parent);
    mkdirSync(path, { mode: 0o700 });
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}

/** What to do about a file that can't be opened. */
function remedyOf(code: string): string {
  switch (code) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'EISDIR':
    case 'ENOTDIR':
    case 'ENOENT':
    case 'ENOSPC':
      return say(`storage.sqlite.${code}`);
    default:
      return say('storage.sqlite.check');
  }
}

function openDatabase(path: string, options: DatabaseSyncOptions): DatabaseSync {
  try {
    return new DatabaseSync(path, options);
  } catch (error) {
    throw toStoreError(error);
  }
}

/** synchronous=FULL: in WAL mode only that syncs each commit, and a redeemed code must stay redeemed after a power loss (N3). */
function setDurable(database: DatabaseSync): void {
  const mode = database.prepare('PRAGMA journal_mode = WAL').get()?.journal_mode;
  if (mode !== 'wal') {
    throw new StoreUnavailableError(say('storage.sqlite.noWal'));
  }
  // The cache holds the inner pages of the indexes of a million users (16 MB), and a batch of an import.
  database.exec('PRAGMA synchronous = FULL; PRAGMA cache_size = -16000');
}
