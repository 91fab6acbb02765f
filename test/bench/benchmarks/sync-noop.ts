import { alternate, compare } from '../harness/compare.ts';
import type { Benchmark } from '../harness/figure.ts';
import { openSyncBench } from '../world/open-sync-bench.ts';

/** A run over a source in which nothing has changed: everyone is read, staged and decided on, and no one is written. */
export const benchmark: Benchmark = {
  async run({ isQuick, say }) {
    const people = isQuick ? 10_000 : Number(process.env.BENCH_SYNC_ROWS ?? 1_000_000);
    const world = await openSyncBench(people);
    try {
      const rateOf = (tookMs: number): number => (people / tookMs) * 1000;
      say(`the first run created ${Math.round(rateOf(await world.sync('created')))} people a second`);
      const rounds = await alternate(
        isQuick ? 3 : 2,
        async () => rateOf(await world.sync('unchanged')),
        async () => rateOf(await world.readBare()),
      );
      return [
        compare(rounds, {
          name: 'sync.noop',
          unit: 'rows/s',
          baselineName: 'reading the stored rows of the same people with node:sqlite, and nothing more',
          goal: { kind: 'ratio_min', limit: 0.2 },
          note: `${people.toLocaleString('en')} people`,
        }),
      ];
    } finally {
      await world.close();
    }
  },
};
