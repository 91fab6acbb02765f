import { copyFileSync, existsSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it, onTestFinished } from 'vitest';
import { type Store, StoreUnavailableError } from '../../../src/ports/store.ts';
import type { SyncFile } from '../../../src/storage/sqlite/engine/disk-sync.ts';
import { openSqliteStore } from '../../../src/storage/sqlite/open-sqlite-store.ts';
import { createStoreFixtures } from '../../support/store-fixtures.ts';
import { createTestKeys } from '../../support/test-keys.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';

const make = createStoreFixtures('d');
const reallySync: SyncFile = (file) => file.datasync();

async function openStore(path: string, syncFile: SyncFile): Promise<Store> {
  const store = await openSqliteStore({ path, keys: createTestKeys(), syncFile });
  onTestFinished(() => store.close());
  return store;
}

/** A disk whose syncs can be held up, and made to fail. */
function createDisk() {
  let held = Promise.resolve();
  const disk = {
    syncs: 0,
    broken: false,
    hold(): () => void {
      const { promise, resolve } = Promise.withResolvers<void>();
      held = promise;
      return resolve;
    },
    async sync(file: FileHandle): Promise<void> {
      disk.syncs += 1;
      await held;
      if (disk.broken) throw Object.assign(new Error('input/output error'), { code: 'EIO' });
      await file.datasync();
    },
  };
  return disk;
}

const newPath = () => join(makeTemporaryFolder(), 'store.db');

it('N3: nobody is told, and nobody reads, before it is on disk; the event loop does not wait for it', async () => {
  const disk = createDisk();
  const store = await openStore(newPath(), disk.sync);
  const { id } = await make.seed(store);
  const before = disk.syncs;
  const release = disk.hold();
  const settled: string[] = [];
  const written = store
    .transact(id, (tx) => tx.notices.enqueue(make.notice(id)))
    .then(() => settled.push('written'));
  await expect.poll(() => disk.syncs).toBe(before + 1);
  const read = store.read.notices.count().then((count) => settled.push(`read ${count}`));
  let ticks = 0;
  const ticker = setInterval(() => ticks++, 1);
  onTestFinished(() => clearInterval(ticker));
  await expect.poll(() => ticks).toBeGreaterThan(5);
  expect(settled).toEqual([]);
  release();
  await Promise.all([written, read]);
  expect(settled.sort()).toEqual(['read 1', 'written']);
});

it('those who come while the disk is busy share the next commit and its sync', async () => {
  const disk = createDisk();
  const store = await openStore(newPath(), disk.sync);
  const { id } = await make.seed(store);
  const release = disk.hold();
  const before = disk.syncs;
  const enqueue = () => store.transact(id, (tx) => tx.notices.enqueue(make.notice(id)));
  const all = [enqueue()];
  await expect.poll(() => disk.syncs).toBe(before + 1);
  for (let count = 2; count <= 6; count += 1) all.push(enqueue());
  release();
  await Promise.all(all);
  expect(disk.syncs).toBe(before + 2);
  expect(await store.read.notices.count()).toBe(6);
});

it('a disk that fails is an outage, and nothing more is written or read until the next start', async () => {
  const path = newPath();
  const disk = createDisk();
  const store = await openStore(path, disk.sync);
  const { id } = await make.seed(store);
  const enqueue = () => store.transact(id, (tx) => tx.notices.enqueue(make.notice(id)));
  await store.ping();
  disk.broken = true;
  await expect(enqueue()).rejects.toThrow(/did not confirm .* \(EIO\)/);
  disk.broken = false;
  const after = disk.syncs;
  await expect(enqueue()).rejects.toThrow(StoreUnavailableError);
  await expect(enqueue()).rejects.toThrow('check the disk and start again');
  await expect(store.read.notices.count()).rejects.toThrow(StoreUnavailableError);
  await expect(store.ping()).rejects.toThrow(StoreUnavailableError);
  expect(disk.syncs).toBe(after);
  await store.close();
  const again = await openStore(path, reallySync);
  const count = await again.read.notices.count();
  await again.transact(id, (tx) => tx.notices.enqueue(make.notice(id)));
  expect(await again.read.notices.count()).toBe(count + 1);
});

it('N3: whatever was confirmed is there after a power loss at any moment', async () => {
  const path = newPath();
  const folder = makeTemporaryFolder();
  let copies = 0;
  let durable = '';
  // What a power loss leaves for certain: what was there when the last sync to be over began.
  const store = await openStore(path, async (file) => {
    copies += 1;
    const copy = join(folder, `${copies}.db`);
    for (const side of ['', '-wal']) {
      if (existsSync(path + side)) copyFileSync(path + side, copy + side);
    }
    await file.datasync();
    durable = copy;
  });
  const { id } = await make.seed(store);
  const confirmed: string[] = [];
  const missing: string[] = [];
  const append = async (): Promise<void> => {
    const draft = make.draft(id);
    await store.transact(id, (tx) => tx.audit.append(draft));
    confirmed.push(draft.id);
    const survivor = new DatabaseSync(durable);
    const there = new Set(
      survivor
        .prepare('SELECT id FROM audit_events')
        .all()
        .map((row) => row.id),
    );
    survivor.close();
    missing.push(...confirmed.filter((known) => !there.has(known)));
  };
  for (let burst = 1; burst <= 12; burst += 1) {
    await Promise.all(Array.from({ length: burst }, append));
  }
  expect(confirmed).toHaveLength(78);
  expect(missing).toEqual([]);
  expect(copies).toBeGreaterThan(12);
});

it('closing waits for what is not on disk yet', async () => {
  const disk = createDisk();
  const path = newPath();
  const store = await openStore(path, disk.sync);
  const { id } = await make.seed(store);
  const release = disk.hold();
  const before = disk.syncs;
  const written = store.transact(id, (tx) => tx.notices.enqueue(make.notice(id)));
  await expect.poll(() => disk.syncs).toBe(before + 1);
  let isClosed = false;
  const closing = store.close().then(() => {
    isClosed = true;
  });
  await new Promise(setImmediate);
  expect(isClosed).toBe(false);
  release();
  await Promise.all([written, closing]);
  expect(existsSync(`${path}-wal`)).toBe(false);
});
