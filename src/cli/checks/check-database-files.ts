import { stat } from 'node:fs/promises';
import { platform } from 'node:os';
import { dirname, resolve } from 'node:path';
import type { StoreConfig } from '../../config/config.ts';
import { say } from '../../messages/say.ts';
import { type Check, ok, problem } from './check.ts';

const WRITABLE_BY_OTHERS = 0o022;
/** In such a folder (`/tmp`), users can't replace each other's files. */
const STICKY = 0o1000;

/** Anyone who can write or replace the database decides who signs in. */
export async function checkDatabaseFiles(database: StoreConfig['database'], cwd: string): Promise<Check[]> {
  if (database.kind !== 'sqlite') return [];
  const writable = await findWritableByOthers(resolve(cwd, database.path));
  return writable.length === 0
    ? [ok('database file', say('cli.doctor.filesClosed'))]
    : [
        problem(
          'database file',
          say('cli.doctor.filesOpen', {
            files: writable.reduce((first, second) => say('cli.doctor.and', { first, second })),
          }),
          say('cli.doctor.closeFiles', { files: writable.join(' ') }),
        ),
      ];
}

/** @param path of the database; a missing file can't be written */
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
  // Windows keeps permissions elsewhere, and reports 666 for every file.
  if (platform() === 'win32') return 0;
  try {
    return (await stat(path)).mode;
  } catch {
    return 0;
  }
}
