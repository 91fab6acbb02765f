import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it, onTestFinished } from 'vitest';
import { openSqliteStore } from '../../../src/storage/sqlite/open-sqlite-store.ts';
import { T0 } from '../../support/store-fixtures.ts';
import { createTestKeys } from '../../support/test-keys.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';

it('S1: keys that are remembered at the same time are judged one by one, and fail together when the store is away', async () => {
  const path = join(makeTemporaryFolder(), 'store.db');
  const store = await openSqliteStore({ path, keys: createTestKeys(), waitMsMax: 400 });
  onTestFinished(() => store.close());
  const remember = (key: string) => store.replayKeys.remember(key, T0 + 600_000, T0);
  expect(await Promise.all(['a', 'b', 'a', 'c', 'b'].map(remember))).toEqual([
    true,
    true,
    false,
    true,
    false,
  ]);
  const other = new DatabaseSync(path);
  onTestFinished(() => other.close());
  other.exec('BEGIN IMMEDIATE');
  const refused = await Promise.allSettled(['d', 'e'].map(remember));
  expect(refused.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  other.exec('ROLLBACK');
  expect(await Promise.all(['d', 'e', 'a'].map(remember))).toEqual([true, true, false]);
});
