import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const launcher = fileURLToPath(new URL('../../../src/backupcode.js', import.meta.url));
const reporter = fileURLToPath(new URL('./report-peak.js', import.meta.url));

/** What a command of `backupcode` did, started as its users start it. */
export interface CommandReport {
  readonly out: string;
  /** The most memory that it took of the machine, in bytes. */
  readonly residentMost: number;
}

/**
 * @param folder where it runs, and keeps its settings
 * @throws Error if it fails, with what it said
 */
export async function runCommand(folder: string, args: readonly string[]): Promise<CommandReport> {
  const peakFile = join(folder, 'peak');
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', reporter, launcher, ...args],
    // Without our own settings and options for Node.
    { cwd: folder, env: { PATH: process.env.PATH, BENCH_PEAK_FILE: peakFile } },
  );
  return { out: stdout, residentMost: Number(await readFile(peakFile, 'utf8')) };
}
