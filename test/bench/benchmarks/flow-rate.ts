import { openBareTransactions, runBareFlow } from '../baselines/bare-flow.ts';
import { alternate, compare } from '../harness/compare.ts';
import type { Benchmark, BenchmarkOptions, Figure } from '../harness/figure.ts';
import { runLanes } from '../harness/run-lanes.ts';
import { type StoreKind, storeKinds } from '../world/open-bench-store.ts';
import { eventsUrl, openFlowWorld } from '../world/open-flow-world.ts';

/** On MongoDB fewer: an organization's transactions wait for each other across the network. */
const atOnce = { sqlite: 16, mongodb: 6 } as const;

/** Whole flows per second: command, click, reveal, notice. */
export const benchmark: Benchmark = {
  async run(options) {
    const figures: Figure[] = [];
    for (const store of storeKinds) figures.push(await measureStore(store, options));
    return figures;
  },
};

async function measureStore(store: StoreKind, { isQuick }: BenchmarkOptions): Promise<Figure> {
  const world = await openFlowWorld({ store });
  const bare = await openBareTransactions(store);
  const origin = new URL(world.driver.apiUrl).origin;
  const to = { kind: 'http', urls: [eventsUrl(world.program)] } as const;
  const measureOurs = async (count: number): Promise<number> => {
    const { tookMs } = await world.driver.run({ kind: 'flows', to, atOnce: atOnce[store], count });
    return (count / tookMs) * 1000;
  };
  const measureBare = async (count: number): Promise<number> => {
    const startedAt = performance.now();
    await runLanes(atOnce[store], count, () => runBareFlow(origin, bare));
    return (count / (performance.now() - startedAt)) * 1000;
  };
  try {
    const full = store === 'sqlite' ? 300 : 100;
    const count = isQuick ? full / 5 : full;
    await measureOurs(count / 2);
    await measureBare(count / 2);
    const rounds = await alternate(
      isQuick ? 2 : 5,
      () => measureOurs(count),
      () => measureBare(count),
    );
    return compare(rounds, {
      name: `flow.rate.${store}`,
      unit: 'flows/s',
      baselineName: 'its three posts and one transaction each, done bare',
      goal: { kind: 'ratio_min', limit: 0.5 },
    });
  } finally {
    await bare.close();
    await world.stop();
  }
}
