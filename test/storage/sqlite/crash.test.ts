import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import type { Store } from '../../../src/ports/store.ts';
import { listCountedBy } from '../../support/list-counted.ts';
import { openTestStore } from '../../support/open-test-store.ts';
import { REPRESENTATIVE_WRITES } from '../../support/representative-change.ts';
import { createStoreFixtures, type SeededOrganization } from '../../support/store-fixtures.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';

const PROGRAM = fileURLToPath(new URL('./die-after-statement.ts', import.meta.url));
const make = createStoreFixtures('y');
/** Node 22 prints this at the first import of `node:sqlite`; nothing else may be on standard error. */
const SQLITE_IS_EXPERIMENTAL =
  /^\(node:\d+\) ExperimentalWarning: SQLite is an experimental feature and might change at any time\n\(Use `node --trace-warnings \.\.\.` to show where the warning was created\)\n$/;

/** How much of the representative change is there. */
async function measure(store: Store, { id, owner, member }: SeededOrganization): Promise<number[]> {
  return [
    (await listCountedBy(store.read.requests, id, owner.id)).length,
    (await store.read.codes.listLatest(id, member.id, 9)).length,
    (await store.read.audit.list(id, { after: 0, limit: 9 })).length,
    (await store.read.audit.head(id)).sequence,
    await store.read.notices.count(),
    (await store.read.identities.listByUser(id, member.id)).length,
  ];
}

it('N14: a process killed after any one of its statements leaves all of its transaction or nothing', async () => {
  const url = `sqlite:${join(makeTemporaryFolder(), 'store.db')}`;
  const store = await openTestStore(url);
  onTestFinished(() => store.close());
  let deaths = 0;
  let notices = 0;
  for (let dieAfter = 1; ; dieAfter++) {
    const seeded = await make.seed(store);
    const program = spawnSync(process.execPath, [PROGRAM, url, JSON.stringify(seeded), String(dieAfter)]);
    const found = await measure(store, seeded);
    if (program.signal !== 'SIGKILL') {
      expect(String(program.stderr).replace(SQLITE_IS_EXPERIMENTAL, '')).toBe('');
      expect(program.status).toBe(0);
      break;
    }
    deaths++;
    // Only the last death, after the COMMIT, may leave something; the notices are counted over all organizations.
    if (found[0] === 1) {
      notices += 2;
      expect(found).toEqual([1, 1, 2, 2, notices, 1]);
    } else {
      expect(found).toEqual([0, 0, 0, 0, notices, 0]);
    }
  }
  expect(deaths).toBeGreaterThan(REPRESENTATIVE_WRITES);
  expect(notices).toBe(2);
}, 120_000);
