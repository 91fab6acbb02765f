import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { alternate, compare } from '../harness/compare.ts';
import type { Benchmark } from '../harness/figure.ts';
import { runCommand } from '../world/run-command.ts';

const MIB = 2 ** 20;

/** What `backupcode directory import` takes of the machine for a file of so many people, from start to end. */
export const benchmark: Benchmark = {
  async run({ isQuick }) {
    const rows = isQuick ? 20_000 : Number(process.env.BENCH_IMPORT_ROWS ?? 1_000_000);
    const rounds = await alternate(
      1,
      () => measureImport(rows),
      () => measureImport(rows / 10),
    );
    return [
      compare(rounds, {
        name: 'import.resident',
        unit: 'MiB',
        baselineName: `${(rows / 10).toLocaleString('en')} rows`,
        goal: { kind: 'ratio_max', limit: 1.25 },
        note: `by the command line, at most, for ${rows.toLocaleString('en')} rows of a CSV file${isQuick ? ': so few that caches of a fixed size are still filling' : ''}`,
      }),
    ];
  },
};

async function measureImport(rows: number): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'backupcode-bench-'));
  try {
    await pipeline(Readable.from(makeLines(rows)), createWriteStream(join(folder, 'people.csv')));
    await runCommand(folder, [
      'init',
      ...['--name', 'Acme', '--owner-name', 'Ada', '--owner-email', 'ada@acme.test'],
    ]);
    const { out, residentMost } = await runCommand(folder, ['directory', 'import', 'people.csv']);
    if (!out.includes(`${rows} added`)) throw new Error(`The import said ${out}`);
    return residentMost / MIB;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function* makeLines(rows: number): Generator<string> {
  yield 'email,mobile,name,role,status\n';
  for (let at = 1; at <= rows; at += 1) {
    const mobile = `+4412${String(at).padStart(8, '0')}`;
    yield `person${at}@acme.test,${mobile},Person ${at},member,confirmed\n`;
  }
}
