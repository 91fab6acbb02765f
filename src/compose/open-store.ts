import type { StoreConfig } from '../config/config.ts';
import { createKeyRing, type KeyRing } from '../domain/crypto/key-ring.ts';
import type { Store, StoreState } from '../ports/store.ts';

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

/** How far the store is that the configuration names. Changes nothing, and makes nothing. @throws if it cannot be asked */
export async function findStoreState({ database }: StoreConfig): Promise<StoreState> {
  if (database.kind === 'sqlite') {
    const { findSqliteState } = await import('../storage/sqlite/find-sqlite-state.ts');
    return findSqliteState(database.path);
  }
  const { findMongoState } = await import('../storage/mongo/connection/find-mongo-state.ts');
  return findMongoState(database.uri);
}
