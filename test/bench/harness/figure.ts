/** What a figure has to reach: a ratio to its baseline, or a value. */
export type Goal =
  | { readonly kind: 'ratio_max' | 'ratio_min' | 'value_max' | 'value_below'; readonly limit: number }
  /** A promise rather than a speed: anything else is a broken program. */
  | { readonly kind: 'value_exactly'; readonly limit: number };

/** One line of the benchmark's result. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What the same costs otherwise, in the same unit; `null` where there is nothing to compare with. */
  readonly baseline: number | null;
  readonly baselineName: string | null;
  readonly ratio: number | null;
  readonly goal: Goal;
  /** Half the distance between the lowest and the highest round, as a share of the median. */
  readonly spread: number | null;
  readonly note?: string;
  /** What went wrong, other than slowly. */
  readonly fault?: string;
}

export interface BenchmarkOptions {
  /** Smaller, for CI: shows that every figure can be measured, not how good it is. */
  readonly isQuick: boolean;
  /** Reports progress, on one line. */
  readonly say: (text: string) => void;
}

export interface Benchmark {
  readonly run: (options: BenchmarkOptions) => Promise<readonly Figure[]>;
}

export function isMet({ goal, value, ratio, fault }: Figure): boolean {
  if (fault !== undefined) return false;
  switch (goal.kind) {
    case 'ratio_max':
      return ratio !== null && ratio <= goal.limit;
    case 'ratio_min':
      return ratio !== null && ratio >= goal.limit;
    case 'value_max':
      return value <= goal.limit;
    case 'value_below':
      return value < goal.limit;
    case 'value_exactly':
      return value === goal.limit;
  }
}

/** Why a figure shows that something does not work, whatever the speed of the machine; or `null`. */
export function findFault(figure: Figure): string | null {
  const { value, ratio, baseline, goal, fault } = figure;
  if (fault !== undefined) return fault;
  if (!Number.isFinite(value)) return 'it could not be measured';
  if (goal.kind === 'value_exactly') {
    return value === goal.limit ? null : `it must be exactly ${goal.limit}, and is ${value}`;
  }
  if (baseline !== null && !(baseline > 0)) return 'its baseline could not be measured';
  if (ratio !== null && !(ratio > 0)) return 'its ratio is not a number above zero';
  return null;
}

export function describeGoal({ kind, limit }: Goal, unit: string): string {
  switch (kind) {
    case 'ratio_max':
      return `<= ${limit} x`;
    case 'ratio_min':
      return `>= ${limit} x`;
    case 'value_max':
      return `<= ${limit}`;
    case 'value_below':
      return `< ${limit} ${unit}`;
    case 'value_exactly':
      return `exactly ${limit}`;
  }
}
