import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it, onTestFinished } from 'vitest';
import { OutcomeUnknownError, type Store, UniqueViolationError } from '../../../src/ports/store.ts';
import { createWriter } from '../../../src/storage/sqlite/engine/writer.ts';
import { openSqliteStore } from '../../../src/storage/sqlite/open-sqlite-store.ts';
import { createStoreFixtures } from '../../support/store-fixtures.ts';
import { createTestKeys } from '../../support/test-keys.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';

const make = createStoreFixtures('g');

async function openStore(): Promise<Store> {
  const store = await openSqliteStore({
    path: join(makeTemporaryFolder(), 'store.db'),
    keys: createTestKeys(),
  });
  onTestFinished(() => store.close());
  return store;
}

function openWriter() {
  const path = join(makeTemporaryFolder(), 'group.db');
  const database = new DatabaseSync(path);
  database.exec('PRAGMA journal_mode = WAL; CREATE TABLE t (x TEXT UNIQUE) STRICT');
  const commits: number[] = [];
  const { exec } = database;
  database.exec = (text) => {
    exec.call(database, text);
    if (text === 'COMMIT') commits.push(count());
  };
  const reader = new DatabaseSync(path, { readOnly: true });
  const count = (): number => Number(reader.prepare('SELECT count(*) AS n FROM t').get()?.n);
  const writer = createWriter(database, { waitMsMax: 1000, holdMsMax: 1000 });
  onTestFinished(async () => {
    await writer.close();
    reader.close();
  });
  const insert = (x: string) => writer.transact(async (sql) => sql.run('INSERT INTO t VALUES (:x)', { x }));
  return { database, writer, insert, commits, count };
}

it('those who wait at the same time share a commit, and nobody is told before it is on disk', async () => {
  const { insert, commits, count } = openWriter();
  const told = await Promise.all(
    Array.from({ length: 40 }, async (_, index) => {
      await insert(`row ${index}`);
      return count();
    }),
  );
  expect(commits.length).toBeLessThan(10);
  for (const [index, seen] of told.entries()) expect(seen).toBeGreaterThan(index);
});

it('N14: one that fails among others is undone alone', async () => {
  const { writer, insert, count } = openWriter();
  const results = await Promise.allSettled([
    insert('first'),
    writer.transact(async (sql) => {
      sql.run('INSERT INTO t VALUES (:x)', { x: 'half of it' });
      sql.run('INSERT INTO t VALUES (:x)', { x: 'first' });
    }),
    writer.transact(async (sql) => {
      sql.run('INSERT INTO t VALUES (:x)', { x: 'thrown away' });
      throw new Error('on purpose');
    }),
    insert('last'),
  ]);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
  expect(results[1]).toMatchObject({ reason: expect.any(UniqueViolationError) });
  expect(count()).toBe(2);
});

it('N17: a disk that fails during a commit leaves the outcome unknown, and the next transaction works', async () => {
  const { database, insert, count } = openWriter();
  const { exec } = database;
  database.exec = (text) => {
    if (text !== 'COMMIT') return exec.call(database, text);
    database.exec = exec;
    throw Object.assign(new Error('disk I/O error'), { code: 'ERR_SQLITE_ERROR', errcode: 1034 });
  };
  await expect(insert('lost')).rejects.toThrow(OutcomeUnknownError);
  await insert('next');
  expect(count()).toBe(1);
});

it('N14: one that spoils the commit for all is found out, and the others are written', async () => {
  const store = await openStore();
  const { id } = await make.seed(store);
  const append = () => store.transact(id, (tx) => tx.audit.append(make.draft(id)));
  const results = await Promise.allSettled([
    append(),
    store.transact(id, async (tx) => {
      await tx.codes.insert(make.code(make.user(id)));
      await tx.audit.append(make.draft(id));
    }),
    append(),
  ]);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(String(results[1]?.status === 'rejected' && results[1].reason)).toMatch(/FOREIGN KEY/);
  const events = await store.read.audit.list(id, { after: 0, limit: 9 });
  expect(events.map(({ sequence }) => sequence)).toEqual([1, 2]);
  expect((await store.read.audit.head(id)).sequence).toBe(2);
});

it('a full disk takes nobody else with it', async () => {
  const path = join(makeTemporaryFolder(), 'small.db');
  const database = new DatabaseSync(path);
  database.exec('PRAGMA journal_mode = WAL; CREATE TABLE t (x TEXT) STRICT; PRAGMA max_page_count = 8');
  const writer = createWriter(database, { waitMsMax: 1000, holdMsMax: 1000 });
  onTestFinished(() => writer.close());
  const insert = (x: string) => writer.transact(async (sql) => sql.run('INSERT INTO t VALUES (:x)', { x }));
  const results = await Promise.allSettled([insert('before'), insert('x'.repeat(100_000)), insert('after')]);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(await writer.transact(async (sql) => sql.all('SELECT x FROM t ORDER BY x'))).toEqual([
    { x: 'after' },
    { x: 'before' },
  ]);
});
