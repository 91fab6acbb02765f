import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { systemRandom } from '../../../src/system/system-random.ts';
import { alternate, compare } from '../harness/compare.ts';
import type { Benchmark } from '../harness/figure.ts';
import { createDatabase } from '../world/open-bench-store.ts';
import { runCommand } from '../world/run-command.ts';

const MIB = 2 ** 20;

/** `backupcode directory import` of a CSV file into an empty organization, from its start to its end. */
export const benchmark: Benchmark = {
  async run({ isQuick }) {
    const rows = isQuick ? 20_000 : Number(process.env.BENCH_IMPORT_ROWS ?? 1_000_000);
    const note = `${rows.toLocaleString('en')} rows`;
    let peakMiB = 0;
    const rounds = await alternate(
      1,
      async () => {
        const { rate, residentMost } = await importOurs(rows);
        peakMiB = residentMost / MIB;
        return rate;
      },
      () => importBare(rows),
    );
    return [
      {
        ...compare(rounds, {
          name: 'import.rate',
          unit: 'rows/s',
          baselineName: 'bare inserts of the same columns and indexes, without reading or checking a file',
          goal: { kind: 'ratio_min', limit: 0.2 },
        }),
        note,
      },
      {
        name: 'import.peak',
        value: peakMiB,
        unit: 'MiB',
        baseline: null,
        baselineName: null,
        ratio: null,
        spread: null,
        goal: { kind: 'value_below', limit: 300 },
        note: `the most memory the process took for ${note}`,
      },
    ];
  },
};

interface Person {
  readonly email: string;
  readonly mobile: string;
  readonly name: string;
}

function* makePeople(count: number): Generator<Person> {
  for (let number = 1; number <= count; number += 1) {
    const mobile = `+4412${String(number).padStart(8, '0')}`;
    yield { email: `person${number}@acme.test`, mobile, name: `Person ${number}` };
  }
}

async function importOurs(rows: number): Promise<{ readonly rate: number; readonly residentMost: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'backupcode-bench-'));
  try {
    await pipeline(Readable.from(makeLines(rows)), createWriteStream(join(folder, 'people.csv')));
    const owner = ['--name', 'Acme', '--owner-name', 'Ada', '--owner-email', 'ada@acme.test'];
    await runCommand(folder, ['init', ...owner]);
    const startedAt = performance.now();
    const { out, residentMost } = await runCommand(folder, ['directory', 'import', 'people.csv']);
    const tookMs = performance.now() - startedAt;
    if (!out.includes(`${rows} added`)) throw new Error(`The import said ${out}`);
    return { rate: (rows / tookMs) * 1000, residentMost };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function* makeLines(rows: number): Generator<string> {
  yield 'email,mobile,name,role,status\n';
  for (const { email, mobile, name } of makePeople(rows)) {
    yield `${email},${mobile},${name},member,confirmed\n`;
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
  const insert = database.prepare("INSERT INTO users VALUES ('org_1', ?, ?, 'member', 'confirmed', ?, ?)");
  const startedAt = performance.now();
  let number = 0;
  database.exec('BEGIN');
  for (const { name, email, mobile } of makePeople(rows)) {
    insert.run(systemRandom.id('user'), name, email, mobile);
    number += 1;
    if (number % 400 === 0) database.exec('COMMIT; BEGIN');
  }
  database.exec('COMMIT');
  const tookMs = performance.now() - startedAt;
  database.close();
  await file.drop();
  return (rows / tookMs) * 1000;
}
