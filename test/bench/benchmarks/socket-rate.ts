import { alternate, compare } from '../harness/compare.ts';
import type { Benchmark } from '../harness/figure.ts';
import { openFlowWorld } from '../world/open-flow-world.ts';
import { startBareBolt } from '../world/start-bare-bolt.ts';
import { type Driver, startDriver } from '../world/start-driver.ts';

const AT_ONCE = 32;
const to = { kind: 'socket' } as const;

/** As `ack.rate`, over Socket Mode. Each side has a Slack of its own: whoever is connected to one gets what it delivers. */
export const benchmark: Benchmark = {
  async run({ isQuick }) {
    const world = await openFlowWorld({ mode: 'socket' });
    const other = await startDriver();
    const bare = await startBareBolt({ apiUrl: other.apiUrl, mode: 'socket', posts: true });
    const measure = async (driver: Driver, count: number): Promise<number> => {
      const { tookMs } = await driver.run({ kind: 'commands', to, atOnce: AT_ONCE, count });
      return (count / tookMs) * 1000;
    };
    try {
      await world.driver.awaitSocket(true);
      await other.awaitSocket(true);
      const counts = isQuick
        ? { warmUp: 200, ours: 100, baseline: 300 }
        : { warmUp: 2000, ours: 1000, baseline: 3000 };
      await measure(world.driver, counts.warmUp);
      await measure(other, counts.warmUp);
      const rounds = await alternate(
        isQuick ? 2 : 5,
        () => measure(world.driver, counts.ours),
        () => measure(other, counts.baseline),
      );
      return [
        compare(rounds, {
          name: 'socket.rate',
          unit: 'commands/s',
          baselineName: 'the same bare Bolt app over Socket Mode',
          goal: { kind: 'ratio_min', limit: 0.6 },
        }),
      ];
    } finally {
      await bare.stop();
      other.stop();
      await world.stop();
    }
  },
};
