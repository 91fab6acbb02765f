import { describe, expect, it } from 'vitest';
import { MissingRowError, UniqueViolationError } from '../../src/ports/store.ts';
import { createStoreFixtures, T0 } from '../support/store-fixtures.ts';
import { type ContractHarness, useContractStore } from './contract-harness.ts';

export function describeProviders(harness: ContractHarness): void {
  describe('providers', () => {
    const context = useContractStore(harness);
    const make = createStoreFixtures('p');

    it('one comes back as it was written, and they are listed by name', async () => {
      const { store } = context;
      const { id } = await make.seed(store);
      const other = await make.seed(store);
      const settings = { tenant: 'acme.example', $where: 'a.b' };
      const second = make.provider(id, { name: 'B', settings });
      const first = make.provider(id, { name: 'A', kind: 'duo' });
      await store.transact(other.id, (tx) => tx.providers.insert(make.provider(other.id, { name: 'A' })));
      await store.transact(id, async (tx) => {
        await tx.providers.insert(second);
        await tx.providers.insert(first);
        expect(await tx.providers.list(id)).toEqual([first, second]);
      });
      expect(await store.read.providers.list(id)).toEqual([first, second]);
      expect(await store.read.providers.find(id, second.id)).toEqual(second);
      expect(await store.read.providers.find(other.id, second.id)).toBeNull();
    });

    it('a change replaces all but the kind and when it was added', async () => {
      const { store } = context;
      const { id } = await make.seed(store);
      const provider = make.provider(id);
      await store.transact(id, (tx) => tx.providers.insert(provider));
      const changes = { name: 'New', settings: { a: 'b' }, sealedSecret: 'k2.n.b.t', updatedAt: T0 + 5 };
      await store.transact(id, (tx) =>
        tx.providers.update({ ...provider, ...changes, kind: 'okta', createdAt: T0 + 9 }),
      );
      expect(await store.read.providers.find(id, provider.id)).toEqual({ ...provider, ...changes });
    });

    it('a name is taken once in an organization, by insert or update', async () => {
      const { store } = context;
      const { id } = await make.seed(store);
      const provider = make.provider(id, { name: 'Entra' });
      const other = make.provider(id, { name: 'Duo' });
      await store.transact(id, async (tx) => {
        await tx.providers.insert(provider);
        await tx.providers.insert(other);
      });
      const twice = store.transact(id, (tx) => tx.providers.insert(make.provider(id, { name: 'Entra' })));
      await expect(twice).rejects.toThrow(UniqueViolationError);
      const renamed = store.transact(id, (tx) => tx.providers.update({ ...other, name: 'Entra' }));
      await expect(renamed).rejects.toThrow(UniqueViolationError);
      expect(await store.read.providers.list(id)).toEqual([other, provider]);
    });

    it('one that is removed is gone; to change it is refused, and to remove it again does nothing', async () => {
      const { store } = context;
      const { id } = await make.seed(store);
      const [provider, kept] = [make.provider(id), make.provider(id)];
      await store.transact(id, async (tx) => {
        await tx.providers.insert(provider);
        await tx.providers.insert(kept);
        await tx.providers.remove(id, provider.id);
        await tx.providers.remove(id, provider.id);
      });
      expect(await store.read.providers.list(id)).toEqual([kept]);
      const late = store.transact(id, (tx) => tx.providers.update(provider));
      await expect(late).rejects.toThrow(MissingRowError);
    });
  });
}
