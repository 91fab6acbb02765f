import { alternate, compare } from '../harness/compare.ts';
import type { Benchmark, BenchmarkOptions, Figure } from '../harness/figure.ts';
import { runLanes } from '../harness/run-lanes.ts';
import { type StoreKind, storeKinds } from '../world/open-bench-store.ts';
import { openServiceWorlds, type ServiceWorld } from '../world/open-service-world.ts';

const ORGANIZATIONS = 10;
const AT_ONCE = 40;

/** Requests and reveals a second in all: ten organizations of one store against one of them, with as many at a time. */
export const benchmark: Benchmark = {
  async run(options) {
    const figures: Figure[] = [];
    for (const store of storeKinds) figures.push(await measureStore(store, options));
    return figures;
  },
};

async function measureStore(store: StoreKind, { isQuick }: BenchmarkOptions): Promise<Figure> {
  const { worlds, close } = await openServiceWorlds(store, ORGANIZATIONS);
  let person = 0;
  const measure = async (organizations: readonly ServiceWorld[], count: number): Promise<number> => {
    const startedAt = performance.now();
    await runLanes(AT_ONCE, count, async (index) => {
      person += 1;
      await organizations[index % organizations.length]?.flow(person);
    });
    return (count / (performance.now() - startedAt)) * 1000;
  };
  try {
    const [warmUp, count] = isQuick ? [40, 40] : [400, 800];
    await measure(worlds, warmUp);
    const rounds = await alternate(
      isQuick ? 2 : 5,
      () => measure(worlds, count),
      () => measure(worlds.slice(0, 1), count),
    );
    return compare(rounds, {
      name: `organizations.${store}`,
      unit: 'flows/s',
      baselineName: 'one organization on the same store',
      goal: { kind: 'ratio_min', limit: 0.9 },
    });
  } finally {
    await close();
  }
}
