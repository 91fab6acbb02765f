/**
 * How far the share of pairs in which one case took longer than the other is from 1/2, where nothing can be told (the common-language effect size of
 * Mann and Whitney's U, ties counted by half). It knows nothing of how long anything takes, so it means the same on any machine. Of two equal
 * distributions with n samples each its standard deviation is about 0.41 / sqrt(n): 0.020 for 400, 0.029 for 200, so that the bound is eight, or
 * five and a half, of them away. Each test that uses the bound has one beside it which shows what would be beyond it.
 */
export const EFFECT_MAX = 0.16;

export interface TimedCase {
  readonly name: string;
  /** What has to be there first, and is not timed. */
  readonly prepare?: () => Promise<unknown>;
  readonly run: () => Promise<unknown>;
}

const WARM_UP_ROUNDS = 20;

/** Interleaved in an order that changes every round, so that whatever else the machine does falls on all alike. Milliseconds, by name. */
export async function measureInterleaved(
  cases: readonly TimedCase[],
  samples: number,
): Promise<Map<string, number[]>> {
  const times = new Map(cases.map(({ name }) => [name, [] as number[]]));
  for (let round = -WARM_UP_ROUNDS; round < samples; round += 1) {
    for (let i = 0; i < cases.length; i += 1) {
      const each = cases[(i + round + cases.length * WARM_UP_ROUNDS) % cases.length];
      if (each === undefined) continue;
      await each.prepare?.();
      const start = performance.now();
      await each.run();
      const took = performance.now() - start;
      // The first rounds warm up the machine.
      if (round >= 0) times.get(each.name)?.push(took);
    }
  }
  return times;
}

/** The effect of every pair of cases; said on the way, for whoever wants to see how much room there is. */
export function compareTimes(times: ReadonlyMap<string, readonly number[]>): number[] {
  const names = [...times.keys()];
  const pairs = names.flatMap((a, i) => names.slice(i + 1).map((b) => [a, b] as const));
  return pairs.map(([a, b]) => {
    const [left, right] = [times.get(a) ?? [], times.get(b) ?? []];
    const effect = effectOf(left, right);
    process.stdout.write(
      `${a} / ${b}: mean ratio ${(mean(left) / mean(right)).toFixed(3)}, ` +
        `median ratio ${(median(left) / median(right)).toFixed(3)}, effect ${effect.toFixed(3)}\n`,
    );
    return effect;
  });
}

function effectOf(a: readonly number[], b: readonly number[]): number {
  let wins = 0;
  for (const x of a) for (const y of b) wins += x > y ? 1 : x === y ? 0.5 : 0;
  return Math.abs(wins / (a.length * b.length) - 0.5);
}

const mean = (all: readonly number[]) => all.reduce((sum, one) => sum + one, 0) / all.length;

/** The median is what a stranger would average towards; a mean is moved by a single pause of the machine. */
const median = (times: readonly number[]) => times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0;
