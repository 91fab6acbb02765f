import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { Store } from '../../../src/ports/store.ts';
import { openSqliteStore } from '../../../src/storage/sqlite/open-sqlite-store.ts';
import { callEveryMethod } from '../../support/every-call.ts';
import { createStoreFixtures, T0 } from '../../support/store-fixtures.ts';
import { createTestKeys } from '../../support/test-keys.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';

const make = createStoreFixtures('z');

/** What is asked for as a whole, so that reading all of it is the point; nothing that a request waits for. */
const READS_ALL = [/ORDER BY o\.created_at, o\.id$/, /^SELECT count\(\*\) AS total FROM notices$/];
/** Sorts no more than it was given: at most a thousand logins. */
const SORTS_ITS_LIST = /json_each\(:\w+\)/;

async function useOutbox(store: Store) {
  await store.signingKeys.find('k1');
  await store.outbox.claim({ now: T0, leaseMs: 1000, limit: 9, slackTenantIds: ['T1'], busy: [] });
  await store.outbox.claim({
    now: T0,
    leaseMs: 1000,
    limit: 9,
    channel: 'email',
    slackTenantIds: [],
    busy: [],
  });
  await store.outbox.postpone(make.id('notice'), T0);
  await store.outbox.adopt(make.id('organization'), 'T1');
  await store.outbox.complete(make.id('notice'));
  await store.replayKeys.remember('key', T0 + 1, T0);
  await store.replayKeys.listKept('k', T0, 9);
  await store.rateCounters.count('key', T0 + 1, T0);
}

it('no statement’s cost grows with its table: each finds its rows by an index', async () => {
  const path = join(makeTemporaryFolder(), 'store.db');
  const prepare = vi.spyOn(DatabaseSync.prototype, 'prepare');
  onTestFinished(() => {
    prepare.mockRestore();
  });

  const store = await openSqliteStore({ path, keys: createTestKeys() });
  onTestFinished(() => store.close());
  const seeded = await make.seed(store);
  expect(await callEveryMethod(store, seeded, make)).toEqual([]);
  await useOutbox(store);
  const statements = new Set(prepare.mock.calls.map(([text]) => text));

  const database = new DatabaseSync(path, { readOnly: true });
  onTestFinished(() => database.close());
  const planned = [...statements].filter((text) => /^\s*(SELECT|INSERT|UPDATE|DELETE)/.test(text));
  expect(planned.length).toBeGreaterThan(50);
  for (const text of planned) {
    if (READS_ALL.some((allowed) => allowed.test(text)) || /sqlite_schema/.test(text)) continue;
    const steps = database
      .prepare(`EXPLAIN QUERY PLAN ${text}`)
      .all()
      .map(({ detail }) => String(detail));
    const scans = steps.filter((step) => /\bSCAN\b/.test(step) && !/VIRTUAL TABLE/.test(step));
    expect(scans, text).toEqual([]);
    if (SORTS_ITS_LIST.test(text)) continue;
    const sorts = steps.filter((step) => /TEMP B-TREE FOR ORDER BY/.test(step));
    expect(sorts, text).toEqual([]);
  }
});
