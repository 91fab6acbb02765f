import type { Benchmark } from '../harness/figure.ts';
import { openFlowWorld } from '../world/open-flow-world.ts';
import { eventsUrl } from '../world/start-program.ts';

const FLOWS = 10;

/** How many calls to Slack one issued code takes. Slack limits each method. */
export const benchmark: Benchmark = {
  async run() {
    const world = await openFlowWorld();
    try {
      // The calls at start are not counted.
      await world.driver.countCalls();
      await world.driver.run({ kind: 'flows', url: eventsUrl(world.program), atOnce: 1, count: FLOWS });
      const calls = [...(await world.driver.countCalls())];
      return [
        {
          name: 'flow.calls',
          value: calls.reduce((sum, [, count]) => sum + count, 0) / FLOWS,
          unit: 'calls',
          baseline: null,
          baselineName: null,
          ratio: null,
          spread: null,
          goal: { kind: 'value_max', limit: 9 },
          note: calls.map(([method, count]) => `${count / FLOWS} ${method}`).join(', '),
        },
      ];
    } finally {
      await world.stop();
    }
  },
};
