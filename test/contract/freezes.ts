import { describe, expect, it } from 'vitest';
import { createStoreFixtures, T0 } from '../support/store-fixtures.ts';
import { type ContractHarness, useContractStore } from './contract-harness.ts';

export function describeFreezes(harness: ContractHarness): void {
  describe('freezes', () => {
    const context = useContractStore(harness);
    const make = createStoreFixtures('f');

    it('one comes back as it was put, with and without its optional facts', async () => {
      const { store } = context;
      const { id, owner, member } = await make.seed(store);
      const bare = make.freeze(id);
      const full = make.freeze(id, {
        subject: member.id,
        kind: 'hold',
        startedBy: { kind: 'system', id: 'backupcode' },
        reason: 'quote \' " \\ $ne {} 😀',
        proposal: { by: { kind: 'user', id: owner.id }, at: T0 + 1 },
        endedBy: { kind: 'operator', id: 'root' },
        endedAt: T0 + 2,
      });
      for (const freeze of [bare, full]) {
        expect(await store.read.freezes.find(id, freeze.subject)).toBeNull();
        await store.transact(id, (tx) => tx.freezes.put(freeze));
        expect(await store.read.freezes.find(id, freeze.subject)).toEqual(freeze);
      }
    });

    it('a newer one replaces the one of its subject, and no other', async () => {
      const { store } = context;
      const { id, member } = await make.seed(store);
      const [first, second] = [make.freeze(id), make.freeze(id, { kind: 'hold', startedAt: T0 + 1 })];
      const ofMember = make.freeze(id, { subject: member.id });
      for (const freeze of [first, ofMember, second])
        await store.transact(id, (tx) => tx.freezes.put(freeze));
      expect(await store.read.freezes.find(id, id)).toEqual(second);
      expect(await store.read.freezes.find(id, member.id)).toEqual(ofMember);
    });

    it('those that last are listed, within the transaction too; an ended one and another organization’s are not', async () => {
      const { store } = context;
      const { id, member, owner } = await make.seed(store);
      const other = await make.seed(store);
      const lasting = make.freeze(id, { subject: member.id });
      const ended = make.freeze(id, { subject: owner.id, endedAt: T0 });
      await store.transact(other.id, (tx) => tx.freezes.put(make.freeze(other.id)));
      await store.transact(id, async (tx) => {
        await tx.freezes.put(lasting);
        await tx.freezes.put(ended);
        expect(await tx.freezes.listLasting(id)).toEqual([lasting]);
      });
      expect(await store.read.freezes.listLasting(id)).toEqual([lasting]);
      await store.transact(id, (tx) => tx.freezes.put({ ...lasting, endedAt: T0 }));
      expect(await store.read.freezes.listLasting(id)).toEqual([]);
    });

    it('N11: of two instances one reads the freeze of the other, or commits before it: never both unaware', async () => {
      const { store } = context;
      const other = await context.openAnother();
      const { id, owner, member } = await make.seed(store);
      const freeze = make.freeze(id);
      const order: string[] = [];
      await Promise.all([
        store.transact(id, async (tx) => {
          await tx.freezes.put(freeze);
          await tx.audit.append(make.draft(id, { action: 'organization.frozen' }));
        }),
        ...Array.from({ length: 6 }, async () => {
          const seen = await other.transact(id, async (tx) => {
            const lasting = await tx.freezes.listLasting(id);
            if (lasting.length === 0) await tx.requests.insert(make.request(owner, member));
            const action = lasting.length === 0 ? 'request.opened' : 'request.refused';
            await tx.audit.append(make.draft(id, { action }));
            return lasting.length;
          });
          order.push(String(seen));
        }),
      ]);
      const actions = (await store.read.audit.listLatest(id, 20)).map(({ action }) => action).reverse();
      const frozenAt = actions.indexOf('organization.frozen');
      expect(actions.slice(frozenAt)).not.toContain('request.opened');
      expect(actions.slice(0, frozenAt)).not.toContain('request.refused');
      expect(order).toHaveLength(6);
    });
  });
}
