import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createVerifyAudit } from '../../../src/services/audit/verify-audit.ts';
import { openSqliteStore } from '../../../src/storage/sqlite/open-sqlite-store.ts';
import { createStoreFixtures, T0 } from '../../support/store-fixtures.ts';
import { createTestKeys } from '../../support/test-keys.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';

const make = createStoreFixtures('r');

it('N15: a backup that would revive a used code is told by the audit head kept elsewhere', async () => {
  const folder = makeTemporaryFolder();
  const [path, backup] = [join(folder, 'store.db'), join(folder, 'backup.db')];
  const store = await openSqliteStore({ path, keys: createTestKeys() });
  const { id, member } = await make.seed(store);
  const code = make.code(member);
  await store.transact(id, async (tx) => {
    await tx.codes.insert(code);
    await tx.audit.append(make.draft(id, { action: 'code.generated' }));
  });
  await store.close();
  copyFileSync(path, backup);

  const again = await openSqliteStore({ path, keys: createTestKeys() });
  await again.transact(id, async (tx) => {
    await tx.codes.transition(id, code.id, ['active'], 'redeemed', { settledAt: T0 });
    await tx.audit.append(make.draft(id, { action: 'code.redeemed' }));
  });
  const keptElsewhere = await again.read.audit.head(id);
  await again.close();

  const restored = await openSqliteStore({ path: backup, keys: createTestKeys() });
  onTestFinished(() => restored.close());
  // The danger is real: nothing in the restored file by itself says that the code was used.
  expect((await restored.read.codes.findLive(id, member.id))?.state).toBe('active');
  expect((await restored.read.audit.head(id)).sequence).toBeLessThan(keptElsewhere.sequence);
  const verifyAudit = createVerifyAudit({ store: restored, keys: createTestKeys() });
  // By itself the restored history is whole: only a head from elsewhere shows what is missing.
  expect(await verifyAudit(id)).toMatchObject({ kind: 'sound' });
  expect(await verifyAudit(id, keptElsewhere)).toMatchObject({ kind: 'not_continued', kept: keptElsewhere });
});
