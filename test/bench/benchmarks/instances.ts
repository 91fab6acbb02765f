import { alternate, compare } from '../harness/compare.ts';
import type { Benchmark } from '../harness/figure.ts';
import { storeKinds } from '../world/open-bench-store.ts';
import { eventsUrl, FLOWS_AT_ONCE, openFlowWorld } from '../world/open-flow-world.ts';

/**
 * Two instances on one MongoDB against one, each given as much to do: each code issued is one that works, whoever did the
 * steps.
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
    /** @param each how many for each instance */
    const measure = async (urls: readonly string[], each: number): Promise<number> => {
      const to = { kind: 'http', urls } as const;
      const atOnce = FLOWS_AT_ONCE * urls.length;
      const count = each * urls.length;
      const { tookMs } = await world.driver.run({ kind: 'flows', to, atOnce, count });
      return (count / tookMs) * 1000;
    };
    try {
      const { warmUp, count } = isQuick
        ? { warmUp: 100, count: 100 }
        : { warmUp: 2400, count: 25 * FLOWS_AT_ONCE };
      await measure(both, warmUp);
      const rounds = await alternate(
        isQuick ? 2 : 4,
        () => measure(both, count),
        async () => 2 * (await measure(one, count)),
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
            goal: { kind: 'ratio_min', limit: 0.7 },
          }),
          ...(isRight
            ? {}
            : { fault: `${expected} flows made ${generated} codes, ${delivered} of them delivered` }),
        },
      ];
    } finally {
      await world.stop();
    }
  },
};
