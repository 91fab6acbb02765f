import { describe, expect, it } from 'vitest';
import type { OidcRecordDraft } from '../../src/ports/sign-in/oidc-records.ts';
import { createStoreFixtures, T0 } from '../support/store-fixtures.ts';
import { type ContractHarness, useContractStore } from './contract-harness.ts';

const KIND = 'AuthorizationCode';
let count = 0;

function draft(overrides: Partial<OidcRecordDraft> = {}): OidcRecordDraft {
  return {
    kind: KIND,
    id: `id-${++count}`,
    payload: { 'a.b': [1, null, { $c: 'é' }] },
    grantId: null,
    uid: null,
    userCode: null,
    expiresAt: T0 + 1000,
    ...overrides,
  };
}

export function describeOidcRecords(harness: ContractHarness): void {
  describe('OpenID records', () => {
    const context = useContractStore(harness, 'group');
    const make = createStoreFixtures('o');

    it('a record comes back as written, by id, by uid and by user code, within its kind', async () => {
      const { oidcRecords } = context.store;
      const record = draft({ grantId: 'g1', uid: 'u1', userCode: 'c1' });
      await oidcRecords.upsert(record, T0);
      const stored = { ...record, consumedAt: null };
      expect(await oidcRecords.find(KIND, record.id, T0)).toEqual(stored);
      expect(await oidcRecords.findByUid(KIND, 'u1', T0)).toEqual(stored);
      expect(await oidcRecords.findByUserCode(KIND, 'c1', T0)).toEqual(stored);
      expect(await oidcRecords.find('AccessToken', record.id, T0)).toBeNull();
      expect(await oidcRecords.findByUid('AccessToken', 'u1', T0)).toBeNull();
    });

    it('is gone from its last moment on, swept or not; one without an end stays', async () => {
      const { oidcRecords } = context.store;
      const [ending, lasting] = [draft({ uid: 'u2' }), draft({ kind: 'Lasting', expiresAt: null })];
      await oidcRecords.upsert(ending, T0);
      await oidcRecords.upsert(lasting, T0);
      expect(await oidcRecords.find(KIND, ending.id, T0 + 999)).not.toBeNull();
      expect(await oidcRecords.find(KIND, ending.id, T0 + 1000)).toBeNull();
      expect(await oidcRecords.findByUid(KIND, 'u2', T0 + 1000)).toBeNull();
      expect(await oidcRecords.consume(KIND, ending.id, T0 + 1000)).toBe(false);
      expect(await oidcRecords.find('Lasting', lasting.id, T0 + 1e12)).toEqual({
        ...lasting,
        consumedAt: null,
      });
    });

    it('N3: of 20 that use a record up at once, on two handles, exactly one does; replacing it does not revive it', async () => {
      const { store } = context;
      const other = await context.openAnother();
      const record = draft();
      await store.oidcRecords.upsert(record, T0);
      const tries = Array.from({ length: 20 }, (_, index) =>
        (index % 2 === 0 ? store : other).oidcRecords.consume(KIND, record.id, T0 + index),
      );
      expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(1);
      await store.oidcRecords.upsert({ ...record, payload: { changed: true } }, T0);
      const found = await store.oidcRecords.find(KIND, record.id, T0);
      expect(found?.payload).toEqual({ changed: true });
      expect(found?.consumedAt).not.toBeNull();
      expect(await store.oidcRecords.consume(KIND, record.id, T0)).toBe(false);
    });

    it('revoking a grant takes its records of that kind, and no others', async () => {
      const { oidcRecords } = context.store;
      const [a, b, token, foreign] = [
        draft({ grantId: 'g2' }),
        draft({ grantId: 'g2' }),
        draft({ grantId: 'g2', kind: 'AccessToken' }),
        draft({ grantId: 'g3' }),
      ];
      for (const record of [a, b, token, foreign]) await oidcRecords.upsert(record, T0);
      await oidcRecords.revokeByGrantId(KIND, 'g2');
      expect(await oidcRecords.find(KIND, a.id, T0)).toBeNull();
      expect(await oidcRecords.find(KIND, b.id, T0)).toBeNull();
      expect(await oidcRecords.find('AccessToken', token.id, T0)).not.toBeNull();
      expect(await oidcRecords.find(KIND, foreign.id, T0)).not.toBeNull();
      await oidcRecords.destroy(KIND, foreign.id);
      expect(await oidcRecords.find(KIND, foreign.id, T0)).toBeNull();
    });

    it('is written with the rest of a transaction or not at all', async () => {
      const { store } = context;
      const { id } = await make.seed(store);
      const record = draft();
      const failing = store.transact(id, async (tx) => {
        await tx.oidcRecords.upsert(record, T0);
        expect(await tx.oidcRecords.find(KIND, record.id, T0)).not.toBeNull();
        throw new Error('undo');
      });
      await expect(failing).rejects.toThrow('undo');
      expect(await store.oidcRecords.find(KIND, record.id, T0)).toBeNull();
      await store.transact(id, async (tx) => {
        await tx.oidcRecords.upsert(record, T0);
        expect(await tx.oidcRecords.consume(KIND, record.id, T0)).toBe(true);
        expect(await tx.oidcRecords.consume(KIND, record.id, T0)).toBe(false);
      });
      expect((await store.oidcRecords.find(KIND, record.id, T0))?.consumedAt).toBe(T0);
    });
  });
}
