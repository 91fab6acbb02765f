import { existsSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { StoreState } from '../../ports/store.ts';
import { toStoreError } from './engine/sqlite-errors.ts';
import { migrations } from './schema/migrations.ts';

/** How far the file is, without changing it or making one. @throws StoreUnavailableError if it cannot be read */
export function findSqliteState(path: string): StoreState {
  if (!existsSync(path) || statSync(path).size === 0) return 'missing';
  let database: DatabaseSync | null = null;
  try {
    database = new DatabaseSync(path, { readOnly: true });
    const version = Number(database.prepare('PRAGMA user_version').get()?.user_version ?? 0);
    return version > 0 && version < migrations.length ? 'older' : 'current';
  } catch (error) {
    throw toStoreError(error);
  } finally {
    database?.close();
  }
}
