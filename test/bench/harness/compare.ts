import type { Figure, Goal } from './figure.ts';
import { median, spreadOf } from './statistics.ts';

export interface Rounds {
  readonly ours: readonly number[];
  readonly baseline: readonly number[];
}

/**
 * Measures ours and the baseline in turn, each first in every second round, so that other work on the machine slows both.
 */
export async function alternate(
  rounds: number,
  ours: (round: number) => Promise<number>,
  baseline: (round: number) => Promise<number>,
): Promise<Rounds> {
  const results = { ours: [] as number[], baseline: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    if (round % 2 === 1) results.baseline.push(await baseline(round));
    results.ours.push(await ours(round));
    if (round % 2 === 0) results.baseline.push(await baseline(round));
  }
  return results;
}

export interface ComparedWith {
  readonly name: string;
  readonly unit: string;
  readonly baselineName: string;
  readonly goal: Goal;
  readonly note?: string;
}

/** Medians. The ratio is the median of the rounds' ratios, since the two sides of a round met the same conditions. */
export function compare({ ours, baseline }: Rounds, about: ComparedWith): Figure {
  const ratios = ours.map((value, index) => value / (baseline[index] ?? Number.NaN));
  return {
    ...about,
    value: median(ours),
    baseline: median(baseline),
    ratio: median(ratios),
    spread: spreadOf(ratios),
  };
}
