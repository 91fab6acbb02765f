import { describe, expect, it } from 'vitest';
import { type Lockout, newLockout } from '../../src/domain/redeeming/lockout.ts';
import { createStoreFixtures, T0 } from '../support/store-fixtures.ts';
import { type ContractHarness, useContractStore } from './contract-harness.ts';

export function describeGuards(harness: ContractHarness): void {
  describe('lockouts and replay keys', () => {
    const context = useContractStore(harness);
    const make = createStoreFixtures('e');

    it('N7: a lockout comes back as it was put, and is replaced by the next', async () => {
      const { store } = context;
      const { id, member } = await make.seed(store);
      const fresh = newLockout(id, member.id, T0);
      const worn: Lockout = {
        ...fresh,
        consecutiveFailures: 100,
        blockedUntil: T0 + 5,
        windowStartedAt: T0 + 1,
        windowFailures: 7,
        isDisabled: true,
        updatedAt: T0 + 2,
      };
      expect(await store.read.lockouts.find(id, member.id)).toBeNull();
      for (const lockout of [fresh, worn, fresh]) {
        await store.transact(id, (tx) => tx.lockouts.put(lockout));
        expect(await store.read.lockouts.find(id, member.id)).toEqual(lockout);
      }
    });

    it('N7: several are found at once, and none of another key or organization', async () => {
      const { store } = context;
      const { id } = await make.seed(store);
      const other = await make.seed(store);
      const all = ['one', 'two', 'three'].map((key) => newLockout(id, key, T0));
      for (const lockout of all) await store.transact(id, (tx) => tx.lockouts.put(lockout));
      await store.transact(other.id, (tx) => tx.lockouts.put(newLockout(other.id, 'none', T0)));
      const found = await store.read.lockouts.list(id, ['three', 'one', 'none']);
      expect(found.toSorted((a, b) => a.key.localeCompare(b.key))).toEqual([all[0], all[2]]);
      expect(await store.read.lockouts.list(id, [])).toEqual([]);
    });

    it('N9: the lockout of a login that names nobody is kept just so', async () => {
      const { store } = context;
      const { id } = await make.seed(store);
      const lockout = { ...newLockout(id, 'digest-of-a-login', T0), consecutiveFailures: 3 };
      await store.transact(id, (tx) => tx.lockouts.put(lockout));
      expect(await store.read.lockouts.find(id, 'digest-of-a-login')).toEqual(lockout);
    });

    it('S1: of many that see the same delivery at once through two handles, one is first', async () => {
      const { store } = context;
      const other = await context.openAnother();
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          (index % 2 === 0 ? store : other).replayKeys.remember('same', T0 + 600_000, T0),
        ),
      );
      expect(answers.filter((isNew) => isNew)).toHaveLength(1);
      expect(await other.replayKeys.remember('same', T0 + 600_000, T0 + 599_999)).toBe(false);
      expect(await other.replayKeys.remember('another', T0 + 600_000, T0)).toBe(true);
    });

    it('S1: what is remembered can be listed by its beginning, as long as it is', async () => {
      const { store } = context;
      for (const key of ['kept:1', 'kept:2', 'keps:3', 'kepu:4'])
        await store.replayKeys.remember(key, T0 + 600_000, T0);
      await store.replayKeys.remember('kept:over', T0 + 1000, T0);
      expect((await store.replayKeys.listKept('kept:', T0 + 1000, 9)).sort()).toEqual(['kept:1', 'kept:2']);
      expect(await store.replayKeys.listKept('kept:', T0, 2)).toHaveLength(2);
      expect(await store.replayKeys.listKept('kept:', T0 + 600_000, 9)).toEqual([]);
    });

    it('S11: a delivery remembered in a transaction is forgotten with it, and kept with it', async () => {
      const { store } = context;
      const { id } = await make.seed(store);
      await expect(
        store.transact(id, async (tx) => {
          expect(await tx.deliveries.remember('in-transaction', T0 + 600_000, T0)).toBe(true);
          throw new Error('rolled back');
        }),
      ).rejects.toThrow('rolled back');
      const remember = (now: number) =>
        store.transact(id, (tx) => tx.deliveries.remember('in-transaction', now + 600_000, now));
      expect(await remember(T0)).toBe(true);
      expect(await remember(T0)).toBe(false);
      // That it came again does not keep it longer.
      expect(await remember(T0 + 599_999)).toBe(false);
      expect(await remember(T0 + 600_000)).toBe(true);
      expect(await remember(T0 + 600_000)).toBe(false);
    });
  });
}
