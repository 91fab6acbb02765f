import { writeFile } from 'node:fs/promises';
import type { MachineFacts } from './describe-machine.ts';
import { describeGoal, type Figure, isMet } from './figure.ts';

/** For programs: the same figures, one object each. What could not be measured has the value `null`. */
export async function writeResults(
  path: string,
  figures: readonly Figure[],
  machine: MachineFacts,
): Promise<void> {
  const results = figures.map((figure) => ({
    name: figure.name,
    value: round(figure.value),
    unit: figure.unit,
    baseline: figure.baseline === null ? null : round(figure.baseline),
    baselineName: figure.baselineName,
    ratio: figure.ratio === null ? null : round(figure.ratio),
    goal: describeGoal(figure.goal, figure.unit),
    met: isMet(figure),
  }));
  await writeFile(path, `${JSON.stringify({ results, machine }, null, 2)}\n`);
}

function round(value: number): number | null {
  return Number.isFinite(value) ? Number(value.toPrecision(4)) : null;
}
