import { alternate, compare } from '../harness/compare.ts';
import type { Benchmark } from '../harness/figure.ts';
import { openFlowWorld } from '../world/open-flow-world.ts';
import { startBareBolt } from '../world/start-bare-bolt.ts';

/** From the start of the process until it says that it is ready, on an existing store. */
export const benchmark: Benchmark = {
  async run({ isQuick }) {
    const world = await openFlowWorld();
    await world.program.stop();
    try {
      const rounds = await alternate(
        isQuick ? 3 : 9,
        async () => {
          const program = await world.startAnother();
          await program.stop();
          return program.readyMs;
        },
        async () => {
          const bare = await startBareBolt({ apiUrl: world.driver.apiUrl, answers: false });
          await bare.stop();
          return bare.readyMs;
        },
      );
      return [
        compare(rounds, {
          name: 'start.ready',
          unit: 'ms',
          baselineName: 'the bare Bolt app',
          goal: { kind: 'ratio_max', limit: 1.5 },
        }),
      ];
    } finally {
      await world.stop();
    }
  },
};
