import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it, onTestFinished } from 'vitest';
import { openSqliteStore } from '../../../src/storage/sqlite/open-sqlite-store.ts';
import { createStoreFixtures } from '../../support/store-fixtures.ts';
import { createTestKeys } from '../../support/test-keys.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';

const make = createStoreFixtures('p');

it('S9: a policy that another process changed counts at the next look', async () => {
  const path = join(makeTemporaryFolder(), 'store.db');
  const store = await openSqliteStore({ path, keys: createTestKeys() });
  onTestFinished(() => store.close());
  const { id } = await make.seed(store);
  const readPolicy = () => store.transact(id, async (tx) => (await tx.organizations.findById(id))?.policy);

  const before = await readPolicy();

  const other = new DatabaseSync(path);
  onTestFinished(() => other.close());
  other.exec(`UPDATE organizations SET policy = json_set(policy, '$.privilegedRoles', json('["member"]'))`);
  expect(await readPolicy()).toEqual({ ...before, privilegedRoles: ['member'] });
});
