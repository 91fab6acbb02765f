import { formatCursor } from '../../../src/scim/cursor.ts';
import { alternate, compare } from '../harness/compare.ts';
import type { Benchmark, BenchmarkOptions, Figure } from '../harness/figure.ts';
import { median } from '../harness/statistics.ts';
import { type StoreKind, storeKinds } from '../world/open-bench-store.ts';
import { type OwnScimServer, openScimServer } from '../world/open-scim-server.ts';
import { loginOf, lookUpUser, readPage } from '../world/scim-calls.ts';
import { seedScimUsers } from '../world/seed-scim-users.ts';

const SMALL = 1000;
const PAGE = 100;

/** How much slower reading over SCIM gets with the users that a client has. */
export const benchmark: Benchmark = {
  async run(options) {
    const figures: Figure[] = [];
    for (const kind of storeKinds) figures.push(...(await measure(kind, options)));
    return figures;
  },
};

async function measure(kind: StoreKind, { isQuick, say }: BenchmarkOptions): Promise<Figure[]> {
  const rows = kind === 'sqlite' ? process.env.BENCH_SCALE_ROWS : process.env.BENCH_SCALE_ROWS_MONGO;
  const total = isQuick ? 5000 : Number(rows ?? (kind === 'sqlite' ? 1_000_000 : 50_000));
  const steps = isQuick ? 10 : 60;
  const [small, large] = [await openScimServer(kind), await openScimServer(kind)];
  try {
    const few = await grow(small, SMALL);
    const startedAt = performance.now();
    const many = await grow(large, total);
    say(`${kind}: ${total} users in ${Math.round((performance.now() - startedAt) / 1000)} s`);
    const baselineName = `itself, with ${SMALL.toLocaleString('en')} users instead of ${total.toLocaleString('en')}`;
    const pages = (total / PAGE).toLocaleString('en');
    const byIndexMs = await timeSteps(many.lastByIndex, isQuick ? 3 : 10);
    const lastNote = `page ${pages}, by cursor; by startIndex ${byIndexMs.toPrecision(3)} ms`;
    const figures: Figure[] = [];
    for (const step of ['lookup', 'first', 'last'] as const) {
      await timeSteps(few[step], steps);
      await timeSteps(many[step], steps);
      const rounds = await alternate(
        isQuick ? 3 : 5,
        () => timeSteps(many[step], steps),
        () => timeSteps(few[step], steps),
      );
      figures.push(
        compare(rounds, {
          name: `scim.scale.${step}${kind === 'sqlite' ? '' : '.mongodb'}`,
          unit: 'ms',
          baselineName,
          goal: { kind: 'ratio_max', limit: 1.25 },
          ...(step === 'last' ? { note: lastNote } : {}),
        }),
      );
    }
    return figures;
  } finally {
    await large.close();
    await small.close();
  }
}

/** The requests of a client that has so many users. */
async function grow(server: OwnScimServer, users: number) {
  await seedScimUsers(server, users);
  const { organizationId, id: sourceId } = server.source;
  const key = { organizationId, sourceId, type: 'User' } as const;
  const skip = users - PAGE - 1;
  const [before] = await server.store.read.scimResources.list(key, { after: null, skip, limit: 1 });
  const cursor = formatCursor('id', before?.id ?? '');
  return {
    // Far apart, so that each is a row that was not just read.
    lookup: (step: number) => lookUpUser(server, loginOf(1 + ((step * 7919) % users))),
    first: () => readPage(server, 'cursor=', PAGE),
    last: () => readPage(server, `cursor=${cursor}`, PAGE),
    lastByIndex: () => readPage(server, `startIndex=${users - PAGE + 1}`, PAGE),
  };
}

let taken = 0;

/** @returns the median step's milliseconds */
async function timeSteps(run: (step: number) => Promise<void>, steps: number): Promise<number> {
  const times: number[] = [];
  for (let step = 0; step < steps; step += 1) {
    taken += 1;
    const startedAt = performance.now();
    await run(taken);
    times.push(performance.now() - startedAt);
  }
  return median(times);
}
