import { openBareTransactions, runBareFlow } from '../baselines/bare-flow.ts';
import { alternate, compare } from '../harness/compare.ts';
import type { Benchmark, BenchmarkOptions, Figure } from '../harness/figure.ts';
import { runLanes } from '../harness/run-lanes.ts';
import { type StoreKind, storeKinds } from '../world/open-bench-store.ts';
import { eventsUrl, FLOWS_AT_ONCE, openFlowWorld } from '../world/open-flow-world.ts';

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
    const { tookMs } = await world.driver.run({ kind: 'flows', to, atOnce: FLOWS_AT_ONCE, count });
    return (count / tookMs) * 1000;
  };
  const measureBare = async (count: number): Promise<number> => {
    const startedAt = performance.now();
    await runLanes(FLOWS_AT_ONCE, count, () => runBareFlow(origin, bare));
    return (count / (performance.now() - startedAt)) * 1000;
  };
  try {
    // A few seconds of each before anything counts: both get faster while their code is compiled.
    // And rounds so long that their ends, where lanes wait for the last, are a small part of them.
    const counts = isQuick ? { warmUp: 100, round: 60 } : { warmUp: 2400, round: 25 * FLOWS_AT_ONCE };
    await measureOurs(counts.warmUp);
    await measureBare(counts.warmUp);
    const rounds = await alternate(
      isQuick ? 2 : 7,
      () => measureOurs(counts.round),
      () => measureBare(counts.round),
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
