import { openBetterAuthScim } from '../baselines/better-auth-scim.ts';
import { alternate, compare } from '../harness/compare.ts';
import type { Benchmark, Figure } from '../harness/figure.ts';
import { runLanes } from '../harness/run-lanes.ts';
import { openScimServer, type ScimServer } from '../world/open-scim-server.ts';
import { createUser, loginOf, lookUpUser, renameUser } from '../world/scim-calls.ts';

/** As an identity provider does that has many changes to send. */
const AT_ONCE = 4;

/** Requests over a socket, each side in this process. Both sides are equally durable. */
export const benchmark: Benchmark = {
  async run({ isQuick }) {
    const ours = createClient(await openScimServer());
    const other = createClient(await openBetterAuthScim());
    try {
      const count = isQuick ? 40 : 400;
      for (const client of [ours, other]) {
        for (const step of steps) await client[step](20);
      }
      const figures: Figure[] = [];
      for (const step of steps) {
        const rounds = await alternate(
          isQuick ? 3 : 5,
          () => ours[step](count),
          () => other[step](count),
        );
        figures.push(
          compare(rounds, {
            name: `scim.${step}`,
            unit: 'requests/s',
            baselineName: '@better-auth/scim, on an equally durable SQLite',
            goal: { kind: 'ratio_min', limit: 2 },
          }),
        );
      }
      return figures;
    } finally {
      await other.server.close();
      await ours.server.close();
    }
  },
};

const steps = ['create', 'patch', 'lookup'] as const;

function createClient(server: ScimServer) {
  const ids: string[] = [];
  let created = 0;
  let next = 0;
  const pick = (): number => next++ % ids.length;
  return {
    server,
    create: (count: number) =>
      rateOf(count, async () => {
        created += 1;
        ids.push(await createUser(server, created));
      }),
    patch: (count: number) => rateOf(count, () => renameUser(server, ids[pick()] ?? '', `Renamed ${next}`)),
    lookup: (count: number) => rateOf(count, () => lookUpUser(server, loginOf(pick() + 1))),
  };
}

/** @returns requests a second */
async function rateOf(count: number, request: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await runLanes(AT_ONCE, count, request);
  return (count / (performance.now() - startedAt)) * 1000;
}
