import type { Benchmark, Figure } from '../harness/figure.ts';
import { median } from '../harness/statistics.ts';
import { type StoreKind, storeKinds } from '../world/open-bench-store.ts';
import { openScimServer } from '../world/open-scim-server.ts';
import { callScim } from '../world/scim-calls.ts';
import { seedScimUsers } from '../world/seed-scim-users.ts';

const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group';
const PATCH = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
/** The most that one request may name. */
const MEMBERS = 5000;

/** One PATCH that adds 5,000 members to a group which a role rule names, so that each of them is decided on again. */
export const benchmark: Benchmark = {
  async run({ isQuick, say }) {
    const figures: Figure[] = [];
    for (const kind of storeKinds) figures.push(await measure(kind, isQuick ? 1000 : MEMBERS, say));
    return figures;
  },
};

async function measure(kind: StoreKind, count: number, say: (text: string) => void): Promise<Figure> {
  const server = await openScimServer(kind);
  try {
    await seedScimUsers(server, count);
    const { organizationId, id: sourceId } = server.source;
    const key = { organizationId, sourceId, type: 'User' } as const;
    const users = await server.store.read.scimResources.list(key, { after: null, skip: 0, limit: count });
    const members = users.map(({ id }) => ({ value: id }));
    const add = async (displayName: string): Promise<number> => {
      const { id } = await callScim(server, ['POST', '/Groups', { schemas: [GROUP], displayName }], 201);
      const change = { schemas: [PATCH], Operations: [{ op: 'add', path: 'members', value: members }] };
      const startedAt = performance.now();
      await callScim(server, ['PATCH', `/Groups/${id}`, change], 204);
      return performance.now() - startedAt;
    };
    const plainMs = median([await add('Plain 1'), await add('Plain 2'), await add('Plain 3')]);
    // A rule that gives no more than they have: everyone is decided on, and no one changes.
    const when = { kind: 'group', group: 'Ruled' } as const;
    await server.store.transact(organizationId, (tx) =>
      tx.sources.update({ ...server.source, roleRules: [{ when, role: 'member' }] }),
    );
    const ruledMs = await add('Ruled');
    say(`${kind}: ${Math.round(plainMs)} ms without a rule`);
    return {
      name: `scim.group.${kind}`,
      value: ruledMs,
      unit: 'ms',
      baseline: null,
      baselineName: null,
      ratio: null,
      spread: null,
      // Clients give up after some 30 seconds.
      goal: { kind: 'value_below', limit: 10_000 },
      note: `${count.toLocaleString('en')} members; ${Math.round(plainMs)} ms for a group that no role rule names`,
    };
  } finally {
    await server.close();
  }
}
