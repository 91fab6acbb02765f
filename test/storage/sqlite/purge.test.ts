import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it, onTestFinished } from 'vitest';
import { newLockout } from '../../../src/domain/redeeming/lockout.ts';
import { openSqliteStore } from '../../../src/storage/sqlite/open-sqlite-store.ts';
import { createStoreFixtures, T0 } from '../../support/store-fixtures.ts';
import { createTestKeys } from '../../support/test-keys.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';

const DAY_MS = 24 * 60 * 60_000;
const make = createStoreFixtures('q');

async function openBoth() {
  const path = join(makeTemporaryFolder(), 'store.db');
  const store = await openSqliteStore({ path, keys: createTestKeys() });
  const raw = new DatabaseSync(path, { readOnly: true });
  onTestFinished(async () => {
    raw.close();
    await store.close();
  });
  const count = (table: string) => Number(raw.prepare(`SELECT count(*) AS total FROM ${table}`).get()?.total);
  return { store, count };
}

it('S1: replay keys are forgotten after their time, never before, a few at a time', async () => {
  const { store, count } = await openBoth();
  for (let index = 0; index < 30; index++) await store.replayKeys.remember(`old-${index}`, T0 + 600_000, T0);
  await store.replayKeys.remember('in-time', T0 + 600_000, T0 + 599_999);
  expect(count('replay_keys')).toBe(31);
  await store.replayKeys.remember('later', T0 + 1_300_000, T0 + 700_000);
  expect(count('replay_keys')).toBeGreaterThan(1);
  for (let index = 0; index < 9; index++)
    await store.replayKeys.remember('later', T0 + 1_300_000, T0 + 700_000);
  expect(count('replay_keys')).toBe(1);
});

it('S1: a key that has expired but is still there counts as new once', async () => {
  const { store } = await openBoth();
  for (let index = 0; index < 40; index++) await store.replayKeys.remember(`old-${index}`, T0 + 1, T0);
  await store.replayKeys.remember('same', T0 + 2, T0);
  expect(await store.replayKeys.remember('same', T0 + 600_000, T0 + 2)).toBe(true);
  expect(await store.replayKeys.remember('same', T0 + 600_000, T0 + 3)).toBe(false);
});

it('N7: lockouts of logins that name nobody are forgotten after a month, those of users never', async () => {
  const { store, count } = await openBoth();
  const { id, owner, member } = await make.seed(store);
  const put = (key: string, at: number) =>
    store.transact(id, (tx) => tx.lockouts.put(newLockout(id, key, at)));
  await put(member.id, T0);
  for (let index = 0; index < 20; index++) await put(`stranger-${index}`, T0);
  await put(owner.id, T0 + 30 * DAY_MS);
  expect(count('redeem_guards')).toBe(22);
  await put(owner.id, T0 + 30 * DAY_MS + 1);
  expect(count('redeem_guards')).toBeGreaterThan(2);
  for (let index = 0; index < 9; index++) await put(owner.id, T0 + 31 * DAY_MS);
  expect(count('redeem_guards')).toBe(2);
  expect(await store.read.lockouts.find(id, member.id)).not.toBeNull();
});
