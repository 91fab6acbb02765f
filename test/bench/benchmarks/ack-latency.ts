import { alternate, compare, type Rounds } from '../harness/compare.ts';
import type { Benchmark, Figure } from '../harness/figure.ts';
import { percentile } from '../harness/statistics.ts';
import { type StoreKind, storeKinds } from '../world/open-bench-store.ts';
import { eventsUrl, openFlowWorld } from '../world/open-flow-world.ts';
import { startBareBolt } from '../world/start-bare-bolt.ts';

const PER_SECOND = 200;

/** How long Slack waits for its 200, while commands come in whether or not the ones before are done. */
export const benchmark: Benchmark = {
  async run({ isQuick }) {
    const figures: Figure[] = [];
    for (const store of storeKinds) figures.push(...(await measureStore(store, isQuick)));
    return figures;
  },
};

async function measureStore(store: StoreKind, isQuick: boolean): Promise<Figure[]> {
  const world = await openFlowWorld({ store });
  const bare = await startBareBolt({ apiUrl: world.driver.apiUrl, posts: false });
  const count = PER_SECOND * (isQuick ? 1 : 5);
  const measure = async (url: string, isAnswered: boolean, into: number[]): Promise<number> => {
    const to = { kind: 'http', urls: [url] } as const;
    const { latenciesMs } = await world.driver.run({
      kind: 'acks',
      to,
      perSecond: PER_SECOND,
      count,
      isAnswered,
    });
    into.push(percentile(latenciesMs, 0.99));
    return percentile(latenciesMs, 0.5);
  };
  try {
    const p99s = { ours: [] as number[], baseline: [] as number[] };
    const ours = eventsUrl(world.program);
    const baseline = eventsUrl(bare);
    await measure(ours, true, []);
    await measure(baseline, false, []);
    const p50s = await alternate(
      isQuick ? 3 : 11,
      () => measure(ours, true, p99s.ours),
      () => measure(baseline, false, p99s.baseline),
    );
    const figure = (name: string, rounds: Rounds, limit: number) =>
      compare(rounds, {
        name: store === 'sqlite' ? name : `${name}.${store}`,
        unit: 'ms',
        baselineName: 'a bare Bolt app on the same receiver that only acks',
        goal: { kind: 'ratio_max', limit },
      });
    return [figure('ack.p50', p50s, 1.25), figure('ack.p99', p99s, 2)];
  } finally {
    await bare.stop();
    await world.stop();
  }
}
