import type { Benchmark } from '../harness/figure.ts';
import { eventsUrl, openFlowWorld } from '../world/open-flow-world.ts';

const FLOWS = 10;

/**
 * What one issued code costs in calls of Slack, each of which Slack limits. Warm: requester, target and channel were
 * asked about in the last half minute, as when somebody starts again or issues several.
 */
export const benchmark: Benchmark = {
  async run() {
    const world = await openFlowWorld();
    try {
      const to = { kind: 'http', urls: [eventsUrl(world.program)] } as const;
      const run = () => world.driver.run({ kind: 'flows', to, atOnce: 1, count: FLOWS, pairs: FLOWS });
      await run();
      const cold = [...(await world.driver.countCalls()).values()].reduce((sum, count) => sum + count, 0);
      await run();
      const calls = [...(await world.driver.countCalls())].map(([method, count]) => ({
        method,
        each: count / FLOWS,
      }));
      const listed = calls.map(({ method, each }) => `${each} x ${method}`).join(', ');
      const note = `${listed}; for people not asked about lately ${cold / FLOWS}`;
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
