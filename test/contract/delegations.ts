import { describe, expect, it } from 'vitest';
import { createStoreFixtures, T0 } from '../support/store-fixtures.ts';
import { type ContractHarness, useContractStore } from './contract-harness.ts';

export function describeDelegations(harness: ContractHarness): void {
  describe('delegations', () => {
    const context = useContractStore(harness);
    const make = createStoreFixtures('d');

    it('one comes back as it was put; a newer one replaces the one of its giver, and no other', async () => {
      const { store } = context;
      const { id, owner, member } = await make.seed(store);
      const first = make.delegation(owner, member);
      const second = make.delegation(owner, member, { startsAt: T0 + 1, endedAt: T0 + 2 });
      const back = make.delegation(member, owner);
      expect(await store.read.delegations.find(id, owner.id)).toBeNull();
      for (const each of [first, back]) {
        await store.transact(id, (tx) => tx.delegations.put(each));
        expect(await store.read.delegations.find(id, each.from)).toEqual(each);
      }
      await store.transact(id, (tx) => tx.delegations.put(second));
      expect(await store.read.delegations.find(id, owner.id)).toEqual(second);
      expect(await store.read.delegations.find(id, member.id)).toEqual(back);
    });

    it('those that last are listed, oldest first, within the transaction too; an ended one and another organization’s are not', async () => {
      const { store } = context;
      const { id, owner, member } = await make.seed(store);
      const other = await make.seed(store);
      const newer = make.delegation(owner, member, { startsAt: T0 + 5 });
      const older = make.delegation(member, owner);
      await store.transact(other.id, (tx) => tx.delegations.put(make.delegation(other.owner, other.member)));
      await store.transact(id, async (tx) => {
        await tx.delegations.put(newer);
        await tx.delegations.put(older);
        expect(await tx.delegations.listLasting(id)).toEqual([older, newer]);
      });
      expect(await store.read.delegations.listLasting(id)).toEqual([older, newer]);
      await store.transact(id, (tx) => tx.delegations.put({ ...older, endedAt: T0 }));
      expect(await store.read.delegations.listLasting(id)).toEqual([newer]);
    });

    it('those past their time are listed once they are, the earliest first, until they are marked as ended', async () => {
      const { store } = context;
      const { id, owner, member } = await make.seed(store);
      const late = make.delegation(owner, member, { endsAt: T0 - 10 });
      const early = make.delegation(member, owner, { endsAt: T0 - 20 });
      await store.transact(id, async (tx) => {
        await tx.delegations.put(late);
        await tx.delegations.put(early);
      });
      const list = (now: number, limit = 9) => store.read.delegations.listOverdue(now, limit);
      expect(await list(T0 - 21)).toEqual([]);
      expect(await list(T0 - 20)).toEqual([early]);
      expect(await list(T0 - 10)).toEqual([early, late]);
      expect(await list(T0 - 10, 1)).toEqual([early]);
      await store.transact(id, (tx) => tx.delegations.put({ ...early, endedAt: T0 }));
      expect(await list(T0)).toEqual([late]);
    });
  });
}
