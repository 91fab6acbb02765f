import { alternate, compare } from '../harness/compare.ts';
import type { Benchmark } from '../harness/figure.ts';
import { eventsUrl, openFlowWorld } from '../world/open-flow-world.ts';
import { startBareBolt } from '../world/start-bare-bolt.ts';

const AT_ONCE = 32;

/** Commands per second with all that they set going, until the last prompt has arrived. */
export const benchmark: Benchmark = {
  async run({ isQuick }) {
    const world = await openFlowWorld();
    const bare = await startBareBolt({ apiUrl: world.driver.apiUrl, posts: true });
    const measure = async (url: string, count: number): Promise<number> => {
      const to = { kind: 'http', urls: [url] } as const;
      const { tookMs } = await world.driver.run({ kind: 'commands', to, atOnce: AT_ONCE, count });
      return (count / tookMs) * 1000;
    };
    try {
      const counts = isQuick
        ? { warmUp: 200, ours: 100, baseline: 300 }
        : { warmUp: 2000, ours: 1000, baseline: 3000 };
      await measure(eventsUrl(world.program), counts.warmUp);
      await measure(eventsUrl(bare), counts.warmUp);
      const rounds = await alternate(
        isQuick ? 2 : 5,
        () => measure(eventsUrl(world.program), counts.ours),
        () => measure(eventsUrl(bare), counts.baseline),
      );
      return [
        compare(rounds, {
          name: 'ack.rate',
          unit: 'commands/s',
          baselineName: 'a bare Bolt app that acks and posts one message to the response URL',
          goal: { kind: 'ratio_min', limit: 0.6 },
        }),
      ];
    } finally {
      await bare.stop();
      await world.stop();
    }
  },
};
