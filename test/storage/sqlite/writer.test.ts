import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { type Store, StoreUnavailableError, UniqueViolationError } from '../../../src/ports/store.ts';
import { createWriter } from '../../../src/storage/sqlite/engine/writer.ts';
import { openSqliteStore } from '../../../src/storage/sqlite/open-sqlite-store.ts';
import { createStoreFixtures, T0 } from '../../support/store-fixtures.ts';
import { createTestKeys } from '../../support/test-keys.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';

const make = createStoreFixtures('w');

async function openStore(
  path: string,
  limits: { waitMsMax?: number; holdMsMax?: number } = {},
): Promise<Store> {
  const store = await openSqliteStore({ path, keys: createTestKeys(), ...limits });
  onTestFinished(() => store.close());
  return store;
}

/** Another program's hold on the file's write lock. */
function lockFile(path: string): () => void {
  const database = new DatabaseSync(path);
  database.exec('BEGIN IMMEDIATE');
  onTestFinished(() => database.close());
  return () => database.exec('ROLLBACK');
}

it('a file that stays locked is an outage after the wait, reads go on, and the event loop is never blocked', async () => {
  const path = join(makeTemporaryFolder(), 'store.db');
  const store = await openStore(path, { waitMsMax: 150 });
  const { id, organization } = await make.seed(store);
  const unlock = lockFile(path);
  let ticks = 0;
  const ticker = setInterval(() => ticks++, 5);
  onTestFinished(() => clearInterval(ticker));
  const write = () => store.transact(id, (tx) => tx.notices.enqueue(make.notice(id)));
  await expect(write()).rejects.toThrow(StoreUnavailableError);
  expect(ticks).toBeGreaterThan(5);
  expect(await store.read.organizations.findById(id)).toEqual(organization);
  unlock();
  await write();
  expect(await store.read.notices.count()).toBe(1);
});

it('a lock that is released in time is only a wait', async () => {
  const path = join(makeTemporaryFolder(), 'store.db');
  const store = await openStore(path);
  const { id } = await make.seed(store);
  const unlock = lockFile(path);
  const written = store.transact(id, (tx) => tx.notices.enqueue(make.notice(id)));
  await sleep(40);
  expect(await store.read.notices.count()).toBe(0);
  unlock();
  await written;
  expect(await store.read.notices.count()).toBe(1);
});

it('a handle with a long queue does not starve another', async () => {
  const path = join(makeTemporaryFolder(), 'store.db');
  const [busy, modest] = [
    await openStore(path, { waitMsMax: 60_000 }),
    await openStore(path, { waitMsMax: 60_000 }),
  ];
  const { id } = await make.seed(busy);
  // A second of work at least, with a step back in every tenth of it.
  let left = 900;
  const queue = Promise.all(
    Array.from({ length: left }, () =>
      busy.transact(id, async (tx) => {
        await tx.notices.enqueue(make.notice(id));
        await sleep(1);
        left--;
      }),
    ),
  );
  await sleep(10);
  await modest.transact(id, (tx) => tx.audit.append(make.draft(id)));
  expect(left).toBeGreaterThan(0);
  await queue;
}, 60_000);

it('a transaction that hangs is rolled back, and those behind it go on', async () => {
  const store = await openStore(join(makeTemporaryFolder(), 'store.db'), { holdMsMax: 50 });
  const { id } = await make.seed(store);
  const gate = Promise.withResolvers<void>();
  const afterwards = Promise.withResolvers<unknown>();
  const hanging = store.transact(id, async (tx) => {
    await tx.notices.enqueue(make.notice(id));
    await gate.promise;
    await tx.notices.enqueue(make.notice(id)).catch(afterwards.resolve);
  });
  const behind = store.transact(id, (tx) => tx.notices.enqueue(make.notice(id)));
  await expect(hanging).rejects.toThrow(StoreUnavailableError);
  await behind;
  gate.resolve();
  expect(String(await afterwards.promise)).toMatch(/has ended/);
  expect(await store.read.notices.count()).toBe(1);
});

it('the steps of the outbox and of the replay keys throw inside a transaction: they would wait for it', async () => {
  const store = await openStore(join(makeTemporaryFolder(), 'store.db'));
  const { id } = await make.seed(store);
  await store.transact(id, (tx) => tx.notices.enqueue(make.notice(id)));
  const steps = [
    () => store.outbox.claim({ now: T0, leaseMs: 1000, limit: 1, slackTenantIds: ['T1'], busy: [] }),
    () => store.replayKeys.remember('key', T0 + 1, T0),
    () => store.close(),
  ];
  for (const step of steps) {
    await expect(store.transact(id, async () => void (await step()))).rejects.toThrow(/wait for itself/);
  }
});

it('what a transaction left behind may start one of its own when it is over', async () => {
  const store = await openStore(join(makeTemporaryFolder(), 'store.db'));
  const { id } = await make.seed(store);
  const later = Promise.withResolvers<void>();
  await store.transact(id, async () => {
    setTimeout(() => {
      store.transact(id, (tx) => tx.notices.enqueue(make.notice(id))).then(later.resolve, later.reject);
    }, 20);
  });
  await later.promise;
  expect(await store.read.notices.count()).toBe(1);
});

it('transactions run in the order in which they were asked for', async () => {
  const store = await openStore(join(makeTemporaryFolder(), 'store.db'));
  const { id } = await make.seed(store);
  const order: number[] = [];
  await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      store.transact(id, async () => {
        await sleep((20 - index) % 3);
        order.push(index);
      }),
    ),
  );
  expect(order).toEqual(Array.from({ length: 20 }, (_, index) => index));
});

it('a transaction is refused without a wait while a thousand others wait', async () => {
  const store = await openStore(join(makeTemporaryFolder(), 'store.db'));
  const { id } = await make.seed(store);
  const gate = Promise.withResolvers<void>();
  const first = store.transact(id, () => gate.promise);
  await sleep(10);
  const waiting = Array.from({ length: 1000 }, () => store.transact(id, async () => undefined));
  await expect(store.transact(id, async () => undefined)).rejects.toThrow(/overloaded/);
  gate.resolve();
  await Promise.all([first, ...waiting]);
});

it('a record of a user who is not there is refused at the commit, and nothing is left', async () => {
  const store = await openStore(join(makeTemporaryFolder(), 'store.db'));
  const { id } = await make.seed(store);
  const work = store.transact(id, async (tx) => {
    await tx.codes.insert(make.code(make.user(id)));
    await tx.audit.append(make.draft(id));
  });
  await expect(work).rejects.toThrow(/FOREIGN KEY/);
  expect((await store.read.audit.head(id)).sequence).toBe(0);
  await store.transact(id, (tx) => tx.audit.append(make.draft(id)));
});

it('errors name columns, never values', async () => {
  const store = await openStore(join(makeTemporaryFolder(), 'store.db'));
  const { id, member } = await make.seed(store);
  const error = await store
    .transact(id, (tx) => tx.directory.insert(make.user(id, { email: member.email })))
    .catch((reason: unknown) => reason);
  if (!(error instanceof UniqueViolationError)) throw new Error('It should be refused');
  expect(error.message).toContain('user_logins.login');
  expect(`${error.stack} ${String(error.cause)}`).not.toContain(member.email);
});

it('a full disk is an outage; the transaction is gone as a whole, and the next one works', async () => {
  const path = join(makeTemporaryFolder(), 'small.db');
  const database = new DatabaseSync(path);
  database.exec('PRAGMA journal_mode = WAL; CREATE TABLE t (x TEXT) STRICT; PRAGMA max_page_count = 8');
  const writer = createWriter(database, { waitMsMax: 1000, holdMsMax: 1000 });
  onTestFinished(() => writer.close());
  const fill = writer.transact(async (sql) => {
    sql.run('INSERT INTO t VALUES (:x)', { x: 'kept only with the rest' });
    try {
      sql.run('INSERT INTO t VALUES (:x)', { x: 'x'.repeat(100_000) });
    } catch {
      // As a careless caller would; the transaction must not commit all the same.
    }
  });
  await expect(fill).rejects.toThrow(StoreUnavailableError);
  await writer.transact(async (sql) => sql.run('INSERT INTO t VALUES (:x)', { x: 'small' }));
  expect(await writer.transact(async (sql) => sql.all('SELECT x FROM t'))).toEqual([{ x: 'small' }]);
});
