import { stat } from 'node:fs/promises';
import { platform } from 'node:os';
import { dirname, resolve } from 'node:path';
import type { StoreConfig } from '../../config/config.ts';
import { type Check, ok, problem } from './check.ts';

const WRITABLE_BY_OTHERS = 0o022;
/** In such a folder (`/tmp`) nobody can replace another user's file. */
const STICKY = 0o1000;

/** Who can write the database, or put another in its place, decides who signs in. */
export async function checkDatabaseFiles(database: StoreConfig['database'], cwd: string): Promise<Check[]> {
  if (database.kind !== 'sqlite') return [];
  const writable = await findWritableByOthers(resolve(cwd, database.path));
  return writable.length === 0
    ? [ok('database file', 'writable by its owner alone')]
    : [
        problem(
          'database file',
          `other users of this machine may write ${writable.join(' and ')}: they could let anyone sign in`,
          `Run: chmod go-w ${writable.join(' ')}`,
        ),
      ];
}

/** @param path of the database; what is not there is nobody's to write */
async function findWritableByOthers(path: string): Promise<string[]> {
  const found: string[] = [];
  for (const file of [path, `${path}-wal`, `${path}-shm`]) {
    if (((await findMode(file)) & WRITABLE_BY_OTHERS) !== 0) found.push(file);
  }
  const folder = dirname(path);
  const mode = await findMode(folder);
  if ((mode & WRITABLE_BY_OTHERS) !== 0 && (mode & STICKY) === 0) found.push(folder);
  return found;
}

async function findMode(path: string): Promise<number> {
  // Windows keeps rights elsewhere, and says 666 of every file.
  if (platform() === 'win32') return 0;
  try {
    return (await stat(path)).mode;
  } catch {
    return 0;
  }
}
