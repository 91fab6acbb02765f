import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it, onTestFinished } from 'vitest';
import { StoreUnavailableError } from '../../../src/ports/store.ts';
import { openWriterDatabase } from '../../../src/storage/sqlite/engine/open-database.ts';
import { IncompatibleStoreError } from '../../../src/storage/sqlite/engine/sqlite-errors.ts';
import { openSqliteStore } from '../../../src/storage/sqlite/open-sqlite-store.ts';
import { createStoreFixtures } from '../../support/store-fixtures.ts';
import { createTestKeys } from '../../support/test-keys.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';

const keys = createTestKeys();
const make = createStoreFixtures('o');

async function open(path: string) {
  const store = await openSqliteStore({ path, keys });
  onTestFinished(() => store.close());
  return store;
}

it('makes the file and its folders, readable by the owner alone, side files included', async () => {
  const path = join(makeTemporaryFolder(), 'a', 'b', 'store.db');
  const store = await open(path);
  await make.seed(store);
  for (const file of [path, `${path}-wal`, `${path}-shm`]) {
    expect(statSync(file).mode & 0o777).toBe(0o600);
  }
  expect(statSync(dirname(path)).mode & 0o777).toBe(0o700);
});

it('N3: commits while the file is made ready are synced by SQLite', async () => {
  const database = await openWriterDatabase(join(makeTemporaryFolder(), 'store.db'), 1000);
  onTestFinished(() => database.close());
  expect(database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
  expect(database.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 });
  expect(database.prepare('PRAGMA foreign_keys').get()).toEqual({ foreign_keys: 1 });
});

it('every table is strict', async () => {
  const database = await openWriterDatabase(join(makeTemporaryFolder(), 'store.db'), 1000);
  onTestFinished(() => database.close());
  const tables = database.prepare("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'").all();
  const own = tables.filter(({ name }) => !String(name).startsWith('sqlite_'));
  expect(own.length).toBeGreaterThan(10);
  expect(own.filter(({ strict }) => strict !== 1)).toEqual([]);
});

it('many handles that open a new file at once migrate it once', async () => {
  const path = join(makeTemporaryFolder(), 'store.db');
  const stores = await Promise.all(Array.from({ length: 8 }, () => open(path)));
  for (const store of stores) await make.seed(store);
  expect(await stores[0]?.read.organizations.list()).toHaveLength(8);
});

it('refuses the database of a newer program, says what to do, and leaves it as it was', async () => {
  const path = join(makeTemporaryFolder(), 'store.db');
  await (await openSqliteStore({ path, keys })).close();
  const database = new DatabaseSync(path);
  onTestFinished(() => database.close());
  database.exec('PRAGMA user_version = 999');
  await expect(openSqliteStore({ path, keys })).rejects.toThrow(IncompatibleStoreError);
  await expect(openSqliteStore({ path, keys })).rejects.toThrow(
    /newer version of Backupcode \(schema 999; this version knows \d+\).*Run that version/,
  );
  expect(database.prepare('PRAGMA user_version').get()).toEqual({ user_version: 999 });
});

it('refuses the database of another program and leaves it as it was', async () => {
  const path = join(makeTemporaryFolder(), 'other.db');
  const database = new DatabaseSync(path);
  onTestFinished(() => database.close());
  database.exec('CREATE TABLE customers (id)');
  await expect(openSqliteStore({ path, keys })).rejects.toThrow(/belongs to another program/);
  expect(database.prepare('SELECT name FROM sqlite_schema').all()).toEqual([{ name: 'customers' }]);
});

it('refuses a file that is no database and leaves it as it was', async () => {
  const path = join(makeTemporaryFolder(), 'notes.txt');
  writeFileSync(path, 'not a database, but long enough to be taken for a header'.repeat(40));
  const size = statSync(path).size;
  await expect(openSqliteStore({ path, keys })).rejects.toThrow(StoreUnavailableError);
  await expect(openSqliteStore({ path, keys })).rejects.toThrow(/not a database/);
  expect(statSync(path).size).toBe(size);
});

it('a place where no file can be is an outage with the path in its message, and what to do', async () => {
  const folder = makeTemporaryFolder();
  writeFileSync(join(folder, 'file'), '');
  mkdirSync(join(folder, 'folder'));
  for (const [path, remedy] of [
    [join(folder, 'file', 'store.db'), 'Part of its path is a file'],
    [join(folder, 'folder'), 'That’s a folder'],
    // Nobody may make folders there, not even root.
    ['/proc/backupcode/store.db', 'in DATABASE_URL'],
  ] as const) {
    await expect(openSqliteStore({ path, keys })).rejects.toThrow(StoreUnavailableError);
    await expect(openSqliteStore({ path, keys })).rejects.toThrow(path);
    await expect(openSqliteStore({ path, keys })).rejects.toThrow(remedy);
  }
});

it('closing the last handle leaves one file with everything in it, fit to be copied', async () => {
  const path = join(makeTemporaryFolder(), 'store.db');
  const store = await open(path);
  const { id } = await make.seed(store);
  expect(await store.read.directory.countUsers(id)).toBe(2);
  await store.close();
  expect(existsSync(`${path}-wal`)).toBe(false);
});

it('S15: is not sound when it can be read but not written', async () => {
  const path = join(makeTemporaryFolder(), 'store.db');
  const store = await openSqliteStore({ path, keys, waitMsMax: 50 });
  onTestFinished(() => store.close());
  await store.ping();
  const other = new DatabaseSync(path);
  other.exec('BEGIN IMMEDIATE');
  await expect(store.ping()).rejects.toBeInstanceOf(StoreUnavailableError);
  other.close();
  const { size } = statSync(`${path}-wal`);
  await store.ping();
  // Something was written: a full disk takes the lock, and says no only then.
  expect(statSync(`${path}-wal`).size).toBeGreaterThan(size);
});
