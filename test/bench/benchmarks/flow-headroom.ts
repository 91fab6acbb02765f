import type { Benchmark, BenchmarkOptions, Figure } from '../harness/figure.ts';
import { median, spreadOf } from '../harness/statistics.ts';
import { type StoreKind, storeKinds } from '../world/open-bench-store.ts';
import { openFlowWorld } from '../world/open-flow-world.ts';
import { eventsUrl } from '../world/start-program.ts';

const AT_ONCE = 32;
/** More than Slack's limits allow one workspace: see docs/SCALE.md. */
const SLACK_PER_SECOND = 1;

/** Codes a second for one organization: command, click, code, notice. */
export const benchmark: Benchmark = {
  async run(options) {
    const figures: Figure[] = [];
    for (const store of storeKinds) figures.push(await measureStore(store, options));
    return figures;
  },
};

async function measureStore(store: StoreKind, { isQuick }: BenchmarkOptions): Promise<Figure> {
  const world = await openFlowWorld({ store });
  const url = eventsUrl(world.program);
  const measure = async (count: number): Promise<number> => {
    const { tookMs } = await world.driver.run({ kind: 'flows', url, atOnce: AT_ONCE, count });
    return (count / tookMs) * 1000;
  };
  try {
    const [warmUp, count, rounds] = isQuick ? [32, 32, 2] : [320, 480, 5];
    await measure(warmUp);
    const rates: number[] = [];
    for (let round = 0; round < rounds; round += 1) rates.push(await measure(count));
    return {
      name: `flow.headroom.${store}`,
      value: median(rates),
      unit: 'codes/s',
      baseline: SLACK_PER_SECOND,
      baselineName: 'the most that Slack allows one workspace',
      ratio: median(rates) / SLACK_PER_SECOND,
      spread: spreadOf(rates),
      goal: { kind: 'ratio_min', limit: 20 },
    };
  } finally {
    await world.stop();
  }
}
