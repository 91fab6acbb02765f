import type { StoreConfig } from '../config/config.ts';
import { createKeyRing, type KeyRing } from '../domain/key-ring.ts';
import type { Store } from '../ports/store.ts';

export interface OpenedStore {
  readonly store: Store;
  readonly keys: KeyRing;
}

/**
 * Opens the store the configuration names. Adapters are loaded when needed: a machine with SQLite never loads
 * Mongoose.
 */
export async function openStore({ database, masterKeys }: StoreConfig): Promise<OpenedStore> {
  const keys = createKeyRing(masterKeys);
  if (database.kind === 'sqlite') {
    const { openSqliteStore } = await import('../storage/sqlite/open-sqlite-store.ts');
    return { store: await openSqliteStore({ path: database.path, keys }), keys };
  }
  const { openMongoStore } = await import('../storage/mongo/open-mongo-store.ts');
  return { store: await openMongoStore({ uri: database.uri, keys }), keys };
}
