import { alternate, compare } from '../harness/compare.ts';
import type { Benchmark } from '../harness/figure.ts';
import { median } from '../harness/statistics.ts';
import { openFlowWorld } from '../world/open-flow-world.ts';
import { startBareBolt } from '../world/start-bare-bolt.ts';
import { eventsUrl } from '../world/start-program.ts';

/** How long an admin waits between the click and the code, one click after another, without the time that Slack takes. */
export const benchmark: Benchmark = {
  async run({ isQuick }) {
    const world = await openFlowWorld();
    const bare = await startBareBolt({ apiUrl: world.driver.apiUrl, answers: true });
    const measure = async (url: string, count: number): Promise<number> =>
      median((await world.driver.run({ kind: 'clicks', url, count })).latenciesMs);
    const [warmUp, count] = isQuick ? [20, 20] : [500, 100];
    try {
      await measure(eventsUrl(world.program), warmUp);
      await measure(eventsUrl(bare), warmUp);
      const rounds = await alternate(
        isQuick ? 3 : 9,
        () => measure(eventsUrl(world.program), count),
        () => measure(eventsUrl(bare), count),
      );
      return [
        compare(rounds, {
          name: 'click.to.code',
          unit: 'ms',
          baselineName: 'a bare Bolt app that answers the same click with one post',
          goal: { kind: 'ratio_max', limit: 2 },
        }),
      ];
    } finally {
      await bare.stop();
      await world.stop();
    }
  },
};
