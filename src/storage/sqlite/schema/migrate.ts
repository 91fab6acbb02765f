import type { DatabaseSync } from 'node:sqlite';
import { listWords } from '../../../domain/directory/search-words.ts';
import { say } from '../../../messages/say.ts';
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
    throw new IncompatibleStoreError(say('storage.sqlite.foreign'));
  }
  if (version > steps.length) {
    throw new IncompatibleStoreError(say('storage.sqlite.newer', { found: version, known: steps.length }));
  }
  if (version === steps.length) return;
  database.function('search_words', { deterministic: true }, (name, number) =>
    JSON.stringify(listWords(String(name), number === null ? null : String(number))),
  );
  for (const step of steps.slice(version)) database.exec(step);
  database.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${steps.length}`);
}
