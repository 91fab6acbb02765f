import { DatabaseSync } from 'node:sqlite';
import { expect } from 'vitest';
import type { OpenedStore } from '../../src/compose.ts';
import type { StoreConfig } from '../../src/config/config.ts';
import { createKeyRing } from '../../src/domain/crypto/key-ring.ts';
import { Secret } from '../../src/domain/crypto/secret.ts';
import { openMongoStore } from '../../src/storage/mongo/open-mongo-store.ts';
import { openSqliteStore } from '../../src/storage/sqlite/open-sqlite-store.ts';
import { openTcpGate, type TcpGate } from './open-tcp-gate.ts';
import { type DeliveryMode, type StoreKind, startWorld, type World } from './start-world.ts';

/** A world whose program can be cut off from its store. The test's own handle is not. */
export interface OutageWorld extends World {
  /**
   * SQLite: another connection holds the file's lock, as a backup or a second process would. MongoDB: every connection breaks, and
   * no new one is let in.
   */
  cutOff(): Promise<void>;
  /** Resolves when the program has found its store again, by itself. */
  restore(): Promise<void>;
}

/** Short, so that a test need not wait for as long as a person may. */
const SQLITE_PATIENCE_MS = 400;

export async function startOutageWorld(
  store: StoreKind,
  mode: DeliveryMode = 'socket',
): Promise<OutageWorld> {
  return store === 'sqlite' ? startSqliteOutageWorld(mode) : startMongoOutageWorld(mode);
}

async function startSqliteOutageWorld(mode: DeliveryMode): Promise<OutageWorld> {
  let path = '';
  const world = await startWorld({
    store: 'sqlite',
    mode,
    openStore: async ({ database, masterKeys }: StoreConfig): Promise<OpenedStore> => {
      if (database.kind !== 'sqlite') throw new Error('The world was to be on SQLite');
      path = database.path;
      const keys = createKeyRing(masterKeys);
      return { store: await openSqliteStore({ path, keys, waitMsMax: SQLITE_PATIENCE_MS }), keys };
    },
  });
  const other = new DatabaseSync(path);
  return {
    ...world,
    cutOff: async () => other.exec('BEGIN IMMEDIATE'),
    restore: async () => other.exec('ROLLBACK'),
    async stop() {
      other.close();
      await world.stop();
    },
  };
}

async function startMongoOutageWorld(mode: DeliveryMode): Promise<OutageWorld> {
  let gate: TcpGate | null = null;
  const world = await startWorld({
    store: 'mongodb',
    mode,
    openStore: async ({ database, masterKeys }: StoreConfig): Promise<OpenedStore> => {
      if (database.kind !== 'mongodb') throw new Error('The world was to be on MongoDB');
      const uri = new URL(database.uri.reveal());
      gate = await openTcpGate({ host: uri.hostname, port: Number(uri.port) });
      uri.port = String(gate.port);
      const keys = createKeyRing(masterKeys);
      return { store: await openMongoStore({ uri: new Secret(uri.href), keys }), keys };
    },
  });
  return {
    ...world,
    cutOff: async () => gate?.shut(),
    async restore() {
      gate?.open();
      const ask = async () => (await fetch(`${world.service.httpUrl}/health/ready`)).status;
      await expect.poll(ask, { timeout: 20_000 }).toBe(200);
    },
    async stop() {
      await world.stop();
      await gate?.close();
    },
  };
}
