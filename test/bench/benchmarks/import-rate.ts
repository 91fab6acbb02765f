import { DatabaseSync } from 'node:sqlite';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { RawDirectoryRow } from '../../../src/services/directory-row.ts';
import { createImportDirectory, type ImportProgress } from '../../../src/services/import-directory.ts';
import { openScratchFile } from '../../../src/system/open-scratch-file.ts';
import { systemClock } from '../../../src/system/system-clock.ts';
import { systemRandom } from '../../../src/system/system-random.ts';
import { openTestStore } from '../../support/open-test-store.ts';
import { createStoreFixtures } from '../../support/store-fixtures.ts';
import { alternate, compare } from '../harness/compare.ts';
import type { Benchmark } from '../harness/figure.ts';
import { createDatabase } from '../world/open-bench-store.ts';

const MIB = 2 ** 20;

/** A directory of so many people, into an empty organization. */
export const benchmark: Benchmark = {
  async run({ isQuick }) {
    const rows = isQuick ? 20_000 : Number(process.env.BENCH_IMPORT_ROWS ?? 1_000_000);
    const memory = createMemoryWatch(rows);
    const rounds = await alternate(
      isQuick ? 2 : 1,
      () => {
        memory.begin();
        return importOurs(rows, memory.look);
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
        note: `${rows.toLocaleString('en')} rows; ${memory.describe()}`,
      },
    ];
  },
};

/** What is held after a collection, four times on the way, and what the process takes of the machine. */
function createMemoryWatch(rows: number) {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const start = { held: 0, resident: 0 };
  const most = { held: 0, resident: 0 };
  let nextLook = 0;
  const read = () => {
    const { heapUsed, arrayBuffers, rss } = process.memoryUsage();
    return { held: heapUsed + arrayBuffers, resident: rss };
  };
  return {
    begin(): void {
      collect();
      Object.assign(start, read());
      nextLook = 0;
    },
    look({ done }: ImportProgress): void {
      most.resident = Math.max(most.resident, read().resident - start.resident);
      if (done < nextLook) return;
      nextLook += rows / 4;
      collect();
      most.held = Math.max(most.held, read().held - start.held);
    },
    describe: (): string =>
      `while it writes, it holds ${(most.held / MIB).toFixed(1)} MiB more than before; the process grew by ${Math.round(most.resident / MIB)} MiB`,
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

async function importOurs(rows: number, onProgress: (progress: ImportProgress) => void): Promise<number> {
  const file = await createDatabase('sqlite');
  const store = await openTestStore(file.url);
  try {
    const { id } = await createStoreFixtures('i').seed(store);
    const importDirectory = createImportDirectory({
      store,
      clock: systemClock,
      random: systemRandom,
      openScratch: openScratchFile,
    });
    const startedAt = performance.now();
    const result = await importDirectory(id, () => makeRows(rows), onProgress);
    const tookMs = performance.now() - startedAt;
    if (result.kind !== 'imported' || result.added !== rows)
      throw new Error(`The import ended ${result.kind}`);
    return (rows / tookMs) * 1000;
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
