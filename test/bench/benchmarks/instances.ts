import { alternate, compare } from '../harness/compare.ts';
import type { Benchmark } from '../harness/figure.ts';
import { measureBusyMs } from '../harness/measure-busy.ts';
import { storeKinds } from '../world/open-bench-store.ts';
import { eventsUrl, FLOWS_AT_ONCE, openFlowWorld } from '../world/open-flow-world.ts';

/** Of twice what one does; and what a flow may cost that leaves them as much, where there are cores enough: 1 / 0.7. */
const SHARE_MIN = 0.7;
const COST_MAX = 1.43;

/**
 * Two instances on one MongoDB against one, each given as much to do: each code issued is one that works, whoever did the
 * steps. And what a flow costs the whole machine, database and Slack's side included: where one instance keeps most of
 * the cores busy already, that alone says what a second one adds.
 */
export const benchmark: Benchmark = {
  async run({ isQuick, say }) {
    if (!storeKinds.includes('mongodb')) {
      say('instances needs MONGODB_URI: left out');
      return [];
    }
    const world = await openFlowWorld({ store: 'mongodb' });
    const second = await world.startAnother();
    const one = [eventsUrl(world.program)];
    const both = [...one, eventsUrl(second)];
    const busyMs = { one: [] as number[], both: [] as number[] };
    /** @param each how many for each instance */
    const measure = async (which: 'one' | 'both', each: number): Promise<number> => {
      const urls = which === 'one' ? one : both;
      const to = { kind: 'http', urls } as const;
      const atOnce = FLOWS_AT_ONCE * urls.length;
      const count = each * urls.length;
      const busyBefore = measureBusyMs();
      const { tookMs } = await world.driver.run({ kind: 'flows', to, atOnce, count });
      busyMs[which].push((measureBusyMs() - busyBefore) / count);
      return (count / tookMs) * 1000;
    };
    try {
      const { warmUp, count } = isQuick
        ? { warmUp: 100, count: 100 }
        : { warmUp: 2400, count: 25 * FLOWS_AT_ONCE };
      await measure('both', warmUp);
      busyMs.both.length = 0;
      const rounds = await alternate(
        isQuick ? 2 : 4,
        () => measure('both', count),
        async () => 2 * (await measure('one', count)),
      );
      const { audit } = world.seeded.store.read;
      const { id } = world.seeded.organization;
      const query = { after: 0, limit: 1_000_000 } as const;
      const generated = (await audit.list(id, { ...query, action: 'code.generated' })).length;
      const delivered = (await audit.list(id, { ...query, action: 'code.delivered' })).length;
      const expected = 2 * warmUp + rounds.ours.length * count * 3;
      const isRight = generated === expected && delivered === expected;
      return [
        {
          ...compare(rounds, {
            name: 'instances',
            unit: 'flows/s',
            baselineName: 'twice what one instance does',
            goal: { kind: 'ratio_min', limit: SHARE_MIN },
          }),
          ...(isRight
            ? {}
            : { fault: `${expected} flows made ${generated} codes, ${delivered} of them delivered` }),
        },
        compare(
          { ours: busyMs.both, baseline: busyMs.one },
          {
            name: 'instances.cost',
            unit: 'ms',
            baselineName: 'processor time of the whole machine for a flow, with one instance',
            goal: { kind: 'ratio_max', limit: COST_MAX },
          },
        ),
      ];
    } finally {
      await world.stop();
    }
  },
};
