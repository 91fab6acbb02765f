/**
 * `npm run bench`: measures the program against a minimum and against what people would use instead.
 *
 * `--quick`: a smaller run, for CI. `--json FILE`: the figures as JSON. `--only NAME`: figures whose name begins so (may
 * be repeated). `MONGODB_URI` names a replica set, for the figures on MongoDB.
 *
 * The exit code is 1 only if a figure is broken: it could not be measured, or it shows that the program does something
 * wrong. A missed goal is no failure, since the machine may be the reason.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { describeMachine } from './harness/describe-machine.ts';
import { type Figure, findFault } from './harness/figure.ts';
import { formatResults } from './harness/print-results.ts';
import { writeResults } from './harness/write-results.ts';
import { benchmarks } from './registry.ts';
import type { BenchmarkMessage } from './run-one.ts';

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'string' },
    only: { type: 'string', multiple: true, default: [] },
  },
});

const machine = describeMachine();
const isChosen = (name: string): boolean =>
  options.only.length === 0 || options.only.some((prefix) => name.startsWith(prefix));
const figures: Figure[] = [];
for (const { file, figures: names } of benchmarks) {
  if (!names.some(isChosen)) continue;
  const startedAt = performance.now();
  process.stderr.write(`${file} ...\n`);
  const measured = await measure(file, names);
  figures.push(...measured.filter(({ name }) => isChosen(name)));
  process.stderr.write(`${file}: ${Math.round((performance.now() - startedAt) / 1000)} s\n`);
}
if (process.env.MONGODB_URI === undefined) {
  process.stderr.write('MONGODB_URI is not set: nothing was measured on MongoDB.\n');
}
process.stdout.write(`\n${formatResults(figures, machine)}`);
if (options.json !== undefined) await writeResults(options.json, figures, machine);
process.exitCode = figures.length > 0 && figures.every((figure) => findFault(figure) === null) ? 0 : 1;

/** Each file runs in its own process, so that none inherits another's heap or ends the others. */
async function measure(file: string, names: readonly string[]): Promise<readonly Figure[]> {
  const child = fork(new URL('./run-one.ts', import.meta.url), [file, options.quick ? 'quick' : 'full'], {
    serialization: 'advanced',
  });
  let figures: readonly Figure[] | null = null;
  let why = 'its process ended without a result';
  child.on('message', (message: BenchmarkMessage) => {
    if (message.kind === 'said') process.stderr.write(`  ${message.text}\n`);
    else if (message.kind === 'measured') figures = message.figures;
    else why = message.why;
  });
  await once(child, 'exit');
  return figures ?? names.slice(0, 1).map((name) => brokenFigure(name, why));
}

function brokenFigure(name: string, fault: string): Figure {
  const goal = { kind: 'value_max', limit: 0 } as const;
  const nothing = { baseline: null, baselineName: null, ratio: null, spread: null };
  return { name, value: Number.NaN, unit: '', goal, fault, ...nothing };
}
