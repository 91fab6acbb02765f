import type { Benchmark } from '../harness/figure.ts';
import { eventsUrl, openFlowWorld } from '../world/open-flow-world.ts';

const FLOWS = 10;

/** What one issued code costs in calls of Slack, each of which Slack limits. */
export const benchmark: Benchmark = {
  async run() {
    const world = await openFlowWorld();
    try {
      const to = { kind: 'http', urls: [eventsUrl(world.program)] } as const;
      await world.driver.run({ kind: 'flows', to, atOnce: 1, count: FLOWS });
      await world.driver.countCalls();
      await world.driver.run({ kind: 'flows', to, atOnce: 1, count: FLOWS });
      const calls = [...(await world.driver.countCalls())].map(([method, count]) => ({
        method,
        each: count / FLOWS,
      }));
      const note = calls.map(({ method, each }) => `${each} x ${method}`).join(', ');
      return [
        {
          name: 'flow.calls',
          value: calls.reduce((sum, { each }) => sum + each, 0),
          unit: 'calls',
          baseline: null,
          baselineName: null,
          ratio: null,
          spread: null,
          goal: { kind: 'value_max', limit: 5 },
          note,
        },
      ];
    } finally {
      await world.stop();
    }
  },
};
