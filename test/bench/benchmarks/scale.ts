import type { Benchmark, BenchmarkOptions, Figure } from '../harness/figure.ts';
import { median, spreadOf } from '../harness/statistics.ts';
import { growMongo } from '../world/grow-mongo.ts';
import { growSqlite } from '../world/grow-sqlite.ts';
import { type StoreKind, storeKinds } from '../world/open-bench-store.ts';
import { openServiceWorlds, type ServiceWorld, type ServiceWorlds } from '../world/open-service-world.ts';

const SMALL = 1000;

/** How much slower a step gets with what the store holds: users, codes and events, the same number of each. */
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
  const small = await openServiceWorlds(store, 1);
  const large = await openServiceWorlds(store, 1);
  const steps = isQuick ? 6 : 60;
  const rounds = isQuick ? 3 : 5;
  try {
    const few = await grow(store, small, SMALL);
    const startedAt = performance.now();
    const many = await grow(store, large, rows);
    say(`${store}: ${rows} of each in ${Math.round((performance.now() - startedAt) / 1000)} s`);
    const figures: Figure[] = [];
    for (const what of ['flow', 'redeem', 'status'] as const) {
      const ours: number[] = [];
      const baseline: number[] = [];
      await timeSteps(few, what, steps);
      await timeSteps(many, what, steps);
      for (let round = 0; round < rounds; round += 1) {
        ours.push(await timeSteps(many, what, steps));
        baseline.push(await timeSteps(few, what, steps));
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

/** The copies are made from one code and one event, so there must be one of each first. */
async function grow(
  store: StoreKind,
  { worlds, databaseUrl }: ServiceWorlds,
  rows: number,
): Promise<ServiceWorld> {
  const [world] = worlds;
  const [issued] = (await world?.issue(1)) ?? [];
  if (world === undefined || issued === undefined) throw new Error('No code was issued');
  await world.flow(1);
  if (store === 'sqlite') growSqlite(databaseUrl.slice('sqlite:'.length), rows, issued.user.id);
  else await growMongo(databaseUrl, rows, issued.user.id);
  return world;
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
