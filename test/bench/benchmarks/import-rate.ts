import { DatabaseSync } from 'node:sqlite';
import type { RawDirectoryRow } from '../../../src/services/directory-row.ts';
import { createImportDirectory } from '../../../src/services/import-directory.ts';
import { openImportStaging } from '../../../src/system/open-import-staging.ts';
import { systemClock } from '../../../src/system/system-clock.ts';
import { systemRandom } from '../../../src/system/system-random.ts';
import { openTestStore } from '../../support/open-test-store.ts';
import { createStoreFixtures } from '../../support/store-fixtures.ts';
import { alternate, compare } from '../harness/compare.ts';
import type { Benchmark, Figure } from '../harness/figure.ts';
import { createDatabase } from '../world/open-bench-store.ts';
import { createMemoryWatch } from '../world/watch-memory.ts';

const MIB = 2 ** 20;
/** While the list is read. */
const LOOKS = 4;

/** A directory of so many people, into an empty organization; and what the import holds on the way. */
export const benchmark: Benchmark = {
  async run({ isQuick }) {
    const rows = isQuick ? 20_000 : Number(process.env.BENCH_IMPORT_ROWS ?? 1_000_000);
    // Compiles, and fills what is filled once.
    await importOurs(10_000);
    const few = await importOurs(rows / 10);
    const heldMost: number[] = [];
    const rounds = await alternate(
      isQuick ? 2 : 1,
      async () => {
        const many = await importOurs(rows);
        heldMost.push(many.heldMost);
        return many.rate;
      },
      () => importBare(rows),
    );
    return [
      {
        ...compare(rounds, {
          name: 'import.rate',
          unit: 'rows/s',
          baselineName: 'a bare prepared insert of the same columns and indexes, as many to a transaction',
          goal: { kind: 'ratio_min', limit: 0.3 },
        }),
        note: `${rows.toLocaleString('en')} rows`,
      },
      describeMemory(rows, few.heldMost, Math.max(...heldMost)),
    ];
  },
};

function describeMemory(rows: number, ofFew: number, ofMany: number): Figure {
  return {
    name: 'import.memory',
    value: ofMany / MIB,
    unit: 'MiB',
    baseline: ofFew / MIB,
    baselineName: `${(rows / 10).toLocaleString('en')} rows`,
    ratio: ofMany / ofFew,
    goal: { kind: 'ratio_max', limit: 1.25 },
    spread: null,
    note: `held at most, after a collection, while ${rows.toLocaleString('en')} rows are checked and written`,
  };
}

function* makeRows(count: number): Generator<RawDirectoryRow> {
  for (let line = 1; line <= count; line += 1) {
    const fields = {
      email: `person${line}@acme.test`,
      name: `Person ${line}`,
      role: 'member',
      status: 'confirmed',
    };
    yield { line, fields };
  }
}

async function importOurs(rows: number): Promise<{ readonly rate: number; readonly heldMost: number }> {
  const file = await createDatabase('sqlite');
  const store = await openTestStore(file.url);
  const memory = createMemoryWatch();
  function* watchedRows(): Generator<RawDirectoryRow> {
    for (const row of makeRows(rows)) {
      if (row.line % (rows / LOOKS) === 0) memory.look();
      yield row;
    }
  }
  try {
    const { id } = await createStoreFixtures('i').seed(store);
    const deps = { store, clock: systemClock, random: systemRandom, openImportStaging };
    const importDirectory = createImportDirectory(deps);
    memory.begin();
    const startedAt = performance.now();
    const result = await importDirectory(id, watchedRows());
    const tookMs = performance.now() - startedAt - memory.tookMs;
    if (result.kind !== 'imported' || result.added !== rows)
      throw new Error(`The import ended ${result.kind}`);
    return { rate: (rows / tookMs) * 1000, heldMost: memory.heldMost };
  } finally {
    await store.close();
    await file.drop();
  }
}

async function importBare(rows: number): Promise<number> {
  const file = await createDatabase('sqlite');
  const database = new DatabaseSync(file.path);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  database.exec(`
    CREATE TABLE users (
      organization_id TEXT NOT NULL, id TEXT NOT NULL, display_name TEXT NOT NULL, role TEXT NOT NULL, status TEXT NOT NULL,
      email TEXT, mobile TEXT, PRIMARY KEY (organization_id, id)) STRICT;
    CREATE UNIQUE INDEX users_by_email ON users (organization_id, email);
    CREATE UNIQUE INDEX users_by_mobile ON users (organization_id, mobile);
    CREATE INDEX users_confirmed_by_role ON users (organization_id, role, id) WHERE status = 'confirmed'`);
  const insert = database.prepare('INSERT INTO users VALUES (?, ?, ?, ?, ?, ?, NULL)');
  const startedAt = performance.now();
  database.exec('BEGIN');
  for (const { line, fields } of makeRows(rows)) {
    const { name, role, status, email } = fields;
    insert.run('org_1', systemRandom.id('user'), String(name), String(role), String(status), String(email));
    if (line % 400 === 0) database.exec('COMMIT; BEGIN');
  }
  database.exec('COMMIT');
  const tookMs = performance.now() - startedAt;
  database.close();
  await file.drop();
  return (rows / tookMs) * 1000;
}
