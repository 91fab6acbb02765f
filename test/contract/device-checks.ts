import { describe, expect, it } from 'vitest';
import { createStoreFixtures, T0 } from '../support/store-fixtures.ts';
import { type ContractHarness, useContractStore } from './contract-harness.ts';

export function describeDeviceChecks(harness: ContractHarness): void {
  describe('device checks', () => {
    const context = useContractStore(harness);
    const make = createStoreFixtures('d');

    it('an organization’s identity provider comes back as it was put, is replaced, and removed', async () => {
      const { store } = context;
      const { id } = await make.seed(store);
      const other = await make.seed(store);
      const first = make.deviceProvider(id);
      const second = { ...first, clientId: 'quote \' " \\ $ne {}', updatedAt: T0 + 1 };
      expect(await store.read.deviceProviders.find(id)).toBeNull();
      await store.transact(other.id, (tx) => tx.deviceProviders.put(make.deviceProvider(other.id)));
      for (const provider of [first, second]) {
        await store.transact(id, (tx) => tx.deviceProviders.put(provider));
        expect(await store.read.deviceProviders.find(id)).toEqual(provider);
      }
      await store.transact(id, (tx) => tx.deviceProviders.remove(id));
      await store.transact(id, (tx) => tx.deviceProviders.remove(id));
      expect(await store.read.deviceProviders.find(id)).toBeNull();
      expect(await store.read.deviceProviders.find(other.id)).not.toBeNull();
    });

    it('a check comes back as it was put, in every state, and is listed with those of its person since a time', async () => {
      const { store } = context;
      const { id, owner, member } = await make.seed(store);
      const request = make.request(owner, member);
      const ofOwner = make.deviceCheck(make.request(member, owner));
      const old = make.deviceCheck(request, { state: 'ended', startedAt: T0 - 1 });
      const check = make.deviceCheck(request);
      await store.transact(id, async (tx) => {
        for (const each of [ofOwner, old, check]) await tx.deviceChecks.put(each);
      });
      const changes = [
        { state: 'asking' as const, dueAt: T0 + 60_000 },
        {
          state: 'waiting' as const,
          sealedTicket: 'k1.n.b.t',
          reference: 'ab',
          intervalMs: 7000,
          failures: 2,
        },
        { state: 'ended' as const, sealedTicket: '' },
      ];
      for (const change of changes) {
        await store.transact(id, (tx) => tx.deviceChecks.put({ ...check, ...change }));
        expect(await store.read.deviceChecks.find(id, check.id)).toEqual({ ...check, ...change });
        expect(await store.read.deviceChecks.listOf(id, member.id, T0)).toEqual([{ ...check, ...change }]);
      }
      expect(await store.read.deviceChecks.listOf(id, member.id, T0 - 1)).toHaveLength(2);
    });

    it('what is due and lasts is listed across organizations, what is due longest first, up to a limit', async () => {
      const { store } = context;
      const [one, two] = [await make.seed(store), await make.seed(store)];
      const dueAt = (seeded: typeof one, at: number, state: 'waiting' | 'ended' = 'waiting') =>
        make.deviceCheck(make.request(seeded.owner, seeded.member), { dueAt: at, state });
      const [late, early, ended, future] = [
        dueAt(one, T0 - 5),
        dueAt(two, T0 - 9),
        dueAt(one, T0 - 7, 'ended'),
        dueAt(two, T0 + 1),
      ];
      for (const check of [late, early, ended, future])
        await store.transact(check.organizationId, (tx) => tx.deviceChecks.put(check));
      const mine = new Set([late.id, early.id, ended.id, future.id]);
      const due = (await store.read.deviceChecks.listDue(T0, 1000)).filter((check) => mine.has(check.id));
      expect(due).toEqual([early, late]);
      expect(await store.read.deviceChecks.listDue(T0, 1)).toHaveLength(1);
      expect(await store.read.deviceChecks.listDue(T0, 0)).toEqual([]);
    });

    it('what has ended is removed after its time; what lasts, and another organization’s, stays', async () => {
      const { store } = context;
      const { id, owner, member } = await make.seed(store);
      const other = await make.seed(store);
      const request = make.request(owner, member);
      const make4 = [
        make.deviceCheck(request, { state: 'ended', startedAt: T0 - 1 }),
        make.deviceCheck(request, { state: 'ended', startedAt: T0 }),
        make.deviceCheck(request, { state: 'waiting', startedAt: T0 - 1 }),
        make.deviceCheck(make.request(other.owner, other.member), { state: 'ended', startedAt: T0 - 1 }),
      ] as const;
      for (const check of make4)
        await store.transact(check.organizationId, (tx) => tx.deviceChecks.put(check));
      await store.transact(id, (tx) => tx.deviceChecks.removeEnded(id, T0));
      const left = await Promise.all(
        make4.map(
          async (check) => (await store.read.deviceChecks.find(check.organizationId, check.id)) !== null,
        ),
      );
      expect(left).toEqual([false, true, true, true]);
      await store.transact(id, (tx) => tx.deviceChecks.remove(id, make4[1].id));
      expect(await store.read.deviceChecks.find(id, make4[1].id)).toBeNull();
    });
  });
}
