import { describe, expect, it } from 'vitest';
import { StoreUnavailableError } from '../../src/ports/store.ts';
import { createStoreFixtures, T0 } from '../support/store-fixtures.ts';
import { type ContractHarness, useContractStore } from './contract-harness.ts';

export function describeLifecycle(harness: ContractHarness): void {
  describe('opening and closing', () => {
    const context = useContractStore(harness, 'test');
    const make = createStoreFixtures('k');

    it('answers a ping, and what was written is there for the next handle', async () => {
      const { store } = context;
      await store.ping();
      const { organization, id } = await make.seed(store);
      await store.close();
      const again = await context.openAnother();
      expect(await again.read.organizations.findById(id)).toEqual(organization);
    });

    it('closing waits for open transactions', async () => {
      const { store } = context;
      const { id } = await make.seed(store);
      const written = Promise.withResolvers<void>();
      const gate = Promise.withResolvers<void>();
      const transaction = store.transact(id, async (tx) => {
        await tx.notices.enqueue(make.notice(id));
        written.resolve();
        await gate.promise;
      });
      await written.promise;
      const closed = store.close();
      gate.resolve();
      await Promise.all([transaction, closed]);
      const again = await context.openAnother();
      expect(await again.read.notices.count()).toBe(1);
    });

    it('closing twice is fine; everything after it reports the store as away', async () => {
      const { store } = context;
      const { id } = await make.seed(store);
      await Promise.all([store.close(), store.close()]);
      await store.close();
      const uses = [
        () => store.ping(),
        () => store.read.organizations.findById(id),
        () => store.transact(id, async () => undefined),
        () => store.outbox.claim({ now: T0, leaseMs: 1000, limit: 1, slackTenantIds: ['T1'], busy: [] }),
        () => store.replayKeys.remember('key', T0 + 1, T0),
      ];
      for (const use of uses) {
        await expect((async () => use())()).rejects.toThrow(StoreUnavailableError);
      }
    });
  });
}
