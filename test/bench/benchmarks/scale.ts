import type { Benchmark, BenchmarkOptions, Figure } from '../harness/figure.ts';
import { median, spreadOf } from '../harness/statistics.ts';
import { growMongo } from '../world/grow-mongo.ts';
import { growSqlite } from '../world/grow-sqlite.ts';
import { type StoreKind, storeKinds } from '../world/open-bench-store.ts';
import { openServiceWorld, type ServiceWorld } from '../world/open-service-world.ts';

const SMALL = 1000;

/** How the time of one step grows with what the store holds: users, codes and events, so many of each. */
export const benchmark: Benchmark = {
  async run(options) {
    const figures: Figure[] = [];
    for (const store of storeKinds) figures.push(...(await measureStore(store, options)));
    return figures;
  },
};

async function measureStore(store: StoreKind, { isQuick, say }: BenchmarkOptions): Promise<Figure[]> {
  const full = Number(process.env.BENCH_SCALE_ROWS ?? 1_000_000);
  const rows = isQuick ? 2000 : full;
  const small = await openServiceWorld(store);
  const large = await openServiceWorld(store);
  const steps = isQuick ? 6 : 60;
  const rounds = isQuick ? 3 : 5;
  try {
    await grow(store, small, SMALL);
    const startedAt = performance.now();
    await grow(store, large, rows);
    say(`${store}: ${rows} of each in ${Math.round((performance.now() - startedAt) / 1000)} s`);
    const figures: Figure[] = [];
    for (const what of ['flow', 'redeem', 'status'] as const) {
      const ours: number[] = [];
      const baseline: number[] = [];
      await timeSteps(small, what, steps);
      await timeSteps(large, what, steps);
      for (let round = 0; round < rounds; round += 1) {
        ours.push(await timeSteps(large, what, steps));
        baseline.push(await timeSteps(small, what, steps));
      }
      const ratios = ours.map((value, index) => value / (baseline[index] ?? Number.NaN));
      figures.push({
        name: `scale.${what}.${store}`,
        value: median(ours),
        unit: 'ms',
        baseline: median(baseline),
        baselineName: `itself, at ${SMALL.toLocaleString('en')} instead of ${rows.toLocaleString('en')} of each`,
        ratio: median(ratios),
        spread: spreadOf(ratios),
        goal: { kind: 'ratio_max', limit: 1.25 },
      });
    }
    return figures;
  } finally {
    await small.close();
    await large.close();
  }
}

/** A code and an event have to be there to be copied. */
async function grow(store: StoreKind, world: ServiceWorld, rows: number): Promise<void> {
  const [issued] = await world.issue(1);
  if (issued === undefined) throw new Error('No code was issued');
  await world.flow(1);
  if (store === 'sqlite') growSqlite(world.databaseUrl.slice('sqlite:'.length), rows, issued.user.id);
  else await growMongo(world.databaseUrl, rows, issued.user.id);
}

let person = 100;

/** @returns the median step's milliseconds */
async function timeSteps(
  world: ServiceWorld,
  what: 'flow' | 'redeem' | 'status',
  steps: number,
): Promise<number> {
  const issued = what === 'redeem' ? await world.issue(steps) : [];
  const times: number[] = [];
  for (let step = 0; step < steps; step += 1) {
    person += 1;
    const code = issued[step];
    const startedAt = performance.now();
    if (what === 'flow') await world.flow(person);
    else if (what === 'status') await world.status(person);
    else if (code !== undefined && (await world.redeem(code)).kind !== 'redeemed') {
      throw new Error('A right code was refused');
    }
    times.push(performance.now() - startedAt);
  }
  return median(times);
}
