import { alternate, compare, type Rounds } from '../harness/compare.ts';
import type { Benchmark } from '../harness/figure.ts';
import { percentile } from '../harness/statistics.ts';
import { openFlowWorld } from '../world/open-flow-world.ts';
import { startBareBolt } from '../world/start-bare-bolt.ts';
import { eventsUrl } from '../world/start-program.ts';

const PER_SECOND = 200;

/** How long Slack waits for its 200. Commands arrive at a fixed rate, whether or not earlier ones are done. */
export const benchmark: Benchmark = {
  async run({ isQuick }) {
    const world = await openFlowWorld();
    const bare = await startBareBolt({ apiUrl: world.driver.apiUrl, answers: false });
    const count = PER_SECOND * (isQuick ? 1 : 5);
    const measure = async (url: string, isAnswered: boolean, p99s: number[]): Promise<number> => {
      const { latenciesMs } = await world.driver.run({
        kind: 'acks',
        url,
        perSecond: PER_SECOND,
        count,
        isAnswered,
      });
      p99s.push(percentile(latenciesMs, 0.99));
      return percentile(latenciesMs, 0.5);
    };
    try {
      const p99s = { ours: [] as number[], baseline: [] as number[] };
      await measure(eventsUrl(world.program), true, []);
      await measure(eventsUrl(bare), false, []);
      const p50s = await alternate(
        isQuick ? 3 : 11,
        () => measure(eventsUrl(world.program), true, p99s.ours),
        () => measure(eventsUrl(bare), false, p99s.baseline),
      );
      const figure = (name: string, rounds: Rounds, limit: number) =>
        compare(rounds, {
          name,
          unit: 'ms',
          baselineName: 'a bare Bolt app on the same receiver that only acknowledges',
          goal: { kind: 'ratio_max', limit },
        });
      return [figure('ack.p50', p50s, 1.25), figure('ack.p99', p99s, 2)];
    } finally {
      await bare.stop();
      await world.stop();
    }
  },
};
