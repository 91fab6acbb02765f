/**
 * `npm run bench`: measures the program against what it could be and what people would use instead.
 *
 * `--quick` a smaller run, for CI; `--json FILE` the figures as JSON; `--only NAME` those whose name begins so (may be
 * repeated). `MONGODB_URI` names a replica set for the figures that need one.
 *
 * Exit code 1 only if a figure is broken: one that could not be had, or says that the program does something wrong. A
 * goal that is missed is no failure, as it may be the machine's.
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

/** In a process of its own, so that none inherits another's heap, and none can take the others down. */
async function measure(file: string, names: readonly string[]): Promise<readonly Figure[]> {
  const child = fork(new URL('./run-one.ts', import.meta.url), [file, options.quick ? 'quick' : 'full'], {
    serialization: 'advanced',
  });
  let figures: readonly Figure[] | null = null;
  let why = 'its process ended without a word';
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
