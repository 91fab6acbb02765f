import type { DatabaseSync } from 'node:sqlite';
import { createSql } from '../engine/sql.ts';
import { IncompatibleStoreError } from '../engine/sqlite-errors.ts';
import { migrations } from './migrations.ts';

/** "BKUP": marks the file as ours (`PRAGMA application_id`). */
const APPLICATION_ID = 0x424b5550;

/**
 * Brings the file to the present schema, within the caller's transaction: two instances that start together on a new
 * file migrate it once, and a crash half-way leaves it as it was.
 * @throws IncompatibleStoreError if it belongs to another program or to a newer version of this one
 */
export function migrate(database: DatabaseSync, steps: readonly string[] = migrations): void {
  const sql = createSql(database);
  const version = Number(sql.get('PRAGMA user_version')?.user_version ?? 0);
  const applicationId = Number(sql.get('PRAGMA application_id')?.application_id ?? 0);
  const isEmpty = sql.get('SELECT 1 FROM sqlite_schema LIMIT 1') === null;
  if (applicationId !== APPLICATION_ID && !(isEmpty && applicationId === 0 && version === 0)) {
    throw new IncompatibleStoreError(
      'The database file belongs to another program. Point DATABASE_URL at a file of its own.',
    );
  }
  if (version > steps.length) {
    throw new IncompatibleStoreError(
      `The database was written by a newer version of Backupcode (schema ${version}; this one knows ${steps.length}). ` +
        'Run that version, or restore a backup made before the upgrade.',
    );
  }
  if (version === steps.length) return;
  for (const step of steps.slice(version)) database.exec(step);
  database.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${steps.length}`);
}
