import { describe, expect, it } from 'vitest';
import type { BackupCode, CodeState } from '../../src/domain/codes/backup-code.ts';
import { formatCode } from '../../src/domain/codes/code-format.ts';
import { Secret } from '../../src/domain/crypto/secret.ts';
import { UniqueViolationError } from '../../src/ports/store.ts';
import { hashCode } from '../support/hash-code.ts';
import { createStoreFixtures, T0 } from '../support/store-fixtures.ts';
import { createTestKeys } from '../support/test-keys.ts';
import { type ContractHarness, useContractStore } from './contract-harness.ts';

export function describeCodes(harness: ContractHarness): void {
  describe('backup codes', () => {
    const context = useContractStore(harness, 'test');
    const make = createStoreFixtures('d');
    const insert = (code: BackupCode) =>
      context.store.transact(code.organizationId, (tx) => tx.codes.insert(code));

    it('a code comes back as written, settled or not', async () => {
      const { store } = context;
      const { id, owner, member } = await make.seed(store);
      const live = make.code(member, { state: 'undelivered' });
      const redeemed = make.code(member, {
        state: 'redeemed',
        settledAt: T0 + 1,
        redeemedBy: make.id('client'),
      });
      const revoked = make.code(owner, {
        state: 'revoked',
        settledAt: T0 + 2,
        revokedBy: owner.id,
        revocationReason: 'disowned',
      });
      const byOperator = make.code(owner, { state: 'expired', issuedBy: null });
      for (const code of [live, redeemed, revoked, byOperator]) {
        await insert(code);
        expect(await store.read.codes.find(id, code.id)).toEqual(code);
      }
      expect(await store.read.codes.findLive(id, member.id)).toEqual(live);
      expect(await store.read.codes.findLive(id, owner.id)).toBeNull();
      expect(await store.read.codes.find(id, make.id('code'))).toBeNull();
    });

    it('a user has one live code at most, and any number of settled ones', async () => {
      const { store } = context;
      const { id, member } = await make.seed(store);
      for (const state of ['redeemed', 'revoked', 'superseded', 'expired'] as const) {
        await insert(make.code(member, { state }));
        await insert(make.code(member, { state }));
      }
      const live = make.code(member, { state: 'undelivered' });
      await insert(live);
      for (const state of ['undelivered', 'active'] as const) {
        await expect(insert(make.code(member, { state }))).rejects.toThrow(UniqueViolationError);
      }
      await store.transact(id, (tx) => tx.codes.transition(id, live.id, ['undelivered'], 'active', {}));
      await expect(insert(make.code(member))).rejects.toThrow(UniqueViolationError);
    });

    it('a new code takes the place of the old one within one transaction', async () => {
      const { store } = context;
      const { id, member } = await make.seed(store);
      const [old, fresh] = [make.code(member), make.code(member, { createdAt: T0 + 1 })];
      await insert(old);
      await store.transact(id, async (tx) => {
        await tx.codes.transition(id, old.id, ['undelivered', 'active'], 'superseded', { settledAt: T0 + 1 });
        await tx.codes.insert(fresh);
      });
      expect(await store.read.codes.findLive(id, member.id)).toEqual(fresh);
      expect((await store.read.codes.find(id, old.id))?.state).toBe('superseded');
    });

    it('two that race to make a code for one user have one winner', async () => {
      const { store } = context;
      const other = await context.openAnother();
      const { id, member } = await make.seed(store);
      const outcomes = await Promise.allSettled(
        [store, other, store, other].map((handle) =>
          handle.transact(id, (tx) => tx.codes.insert(make.code(member))),
        ),
      );
      expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
      for (const outcome of outcomes) {
        if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(UniqueViolationError);
      }
    });

    it('lists a user’s newest codes first, up to a limit', async () => {
      const { store } = context;
      const { id, owner, member } = await make.seed(store);
      const codes = [3, 1, 2].map((age) => make.code(member, { state: 'expired', createdAt: T0 - age }));
      for (const code of [...codes, make.code(owner)]) await insert(code);
      const newestFirst = [codes[1], codes[2], codes[0]];
      expect(await store.read.codes.listLatest(id, member.id, 10)).toEqual(newestFirst);
      expect(await store.read.codes.listLatest(id, member.id, 2)).toEqual(newestFirst.slice(0, 2));
    });

    it('N5: overdue are the active ones from their last moment on, of every organization', async () => {
      const { store } = context;
      const [first, second] = [await make.seed(store), await make.seed(store)];
      const due = make.code(second.member, { expiresAt: T0 });
      const older = make.code(first.member, { expiresAt: T0 - 1000 });
      const notYet = make.code(first.owner, { expiresAt: T0 + 1 });
      const undelivered = make.code(second.owner, { expiresAt: T0 - 5, state: 'undelivered' });
      const settled = make.code(first.member, { expiresAt: T0 - 5, state: 'redeemed' });
      for (const code of [due, older, notYet, undelivered, settled]) await insert(code);
      expect(await store.read.codes.listOverdue(T0, 10)).toEqual([older, due]);
      expect(await store.read.codes.listOverdue(T0, 1)).toEqual([older]);
      expect(await store.read.codes.listOverdue(T0 - 1001, 10)).toEqual([]);
    });

    it('undelivered ones made before a moment are listed, of every organization', async () => {
      const { store } = context;
      const [first, second] = [await make.seed(store), await make.seed(store)];
      const stuck = make.code(first.member, { state: 'undelivered', createdAt: T0 - 1 });
      const older = make.code(second.member, { state: 'undelivered', createdAt: T0 - 2 });
      const fresh = make.code(first.owner, { state: 'undelivered', createdAt: T0 });
      const active = make.code(second.owner, { createdAt: T0 - 9 });
      for (const code of [stuck, older, fresh, active]) await insert(code);
      expect(await store.read.codes.listUndelivered(T0, 10)).toEqual([older, stuck]);
      expect(await store.read.codes.listUndelivered(T0, 1)).toEqual([older]);
    });

    it('a provider’s code is kept as it is, without a hash', async () => {
      const { store } = context;
      const { id, member } = await make.seed(store);
      const made = make.vendorCode(member, { reference: null, endsAt: null, before: [] });
      await insert(made);
      expect(await store.read.codes.find(id, made.id)).toEqual(made);
    });

    it('providers’ codes are due from their moment on, of every organization, the longest due first', async () => {
      const { store } = context;
      const [first, second] = [await make.seed(store), await make.seed(store)];
      const due = make.vendorCode(first.member, { dueAt: T0 });
      const older = make.vendorCode(second.member, { dueAt: T0 - 5 });
      const notYet = make.vendorCode(first.owner, { dueAt: T0 + 1 });
      const done = make.vendorCode(second.owner, { dueAt: null });
      for (const code of [due, older, notYet, done]) await insert(code);
      expect(await store.read.codes.listVendorDue(T0, 10)).toEqual([older, due]);
      expect(await store.read.codes.listVendorDue(T0, 1)).toEqual([older]);
      const has = (code: typeof due) =>
        store.read.codes.hasVendorDue(code.organizationId, code.vendor.providerId);
      expect([await has(due), await has(notYet), await has(done)]).toEqual([true, true, false]);
      expect(await store.read.codes.hasVendorDue(second.id, due.vendor.providerId)).toBe(false);
    });

    it('of those who take a provider’s code to look after it, one gets it', async () => {
      const { store } = context;
      const { id, member } = await make.seed(store);
      const code = make.vendorCode(member, { dueAt: T0 });
      await insert(code);
      const other = await context.openAnother();
      const outcomes = await Promise.all(
        [store, other, store].map((handle, index) =>
          handle.transact(id, (tx) =>
            tx.codes.putVendor(id, code.id, T0, { ...code.vendor, dueAt: T0 + 1 + index, failures: index }),
          ),
        ),
      );
      expect(outcomes.filter((taken) => taken !== null)).toHaveLength(1);
      const kept = await store.read.codes.find(id, code.id);
      expect(kept).toEqual(outcomes.find((taken) => taken !== null));
      expect(kept?.state).toBe('active');
    });

    it('nothing about a provider is written to a code of our own', async () => {
      const { store } = context;
      const { id, member, owner } = await make.seed(store);
      const own = make.code(member);
      await insert(own);
      const { vendor } = make.vendorCode(owner);
      expect(await store.transact(id, (tx) => tx.codes.putVendor(id, own.id, null, vendor))).toBeNull();
      expect(await store.read.codes.find(id, own.id)).toEqual(own);
    });

    it('N3: a transition has one winner, writes what it is told, and the second gets nothing', async () => {
      const { store } = context;
      const { id, owner, member } = await make.seed(store);
      const code = make.code(member);
      const client = make.id('client');
      await insert(code);
      const move = (to: CodeState, change: { settledAt?: number; redeemedBy?: typeof client }) =>
        store.transact(id, (tx) => tx.codes.transition(id, code.id, ['active'], to, change));
      const won = await move('redeemed', { settledAt: T0 + 1, redeemedBy: client });
      expect(won).toEqual({ ...code, state: 'redeemed', settledAt: T0 + 1, redeemedBy: client });
      expect(await move('redeemed', { settledAt: T0 + 2, redeemedBy: make.id('client') })).toBeNull();
      expect(await move('expired', {})).toBeNull();
      expect(await store.read.codes.find(id, code.id)).toEqual(won);
      const other = make.code(owner);
      await insert(other);
      const change = { settledAt: T0 + 3, revokedBy: member.id, revocationReason: 'admin' } as const;
      const revoked = await store.transact(id, (tx) =>
        tx.codes.transition(id, other.id, ['undelivered', 'active'], 'revoked', change),
      );
      expect(revoked).toEqual({ ...other, state: 'revoked', ...change });
    });

    it('N4: what is stored of a code holds its salt and not the code, in either form', async () => {
      const { store, database } = context;
      const { id, member } = await make.seed(store);
      const symbols = '23456789ABCDEFGH';
      const code = make.code(member);
      const { id: codeId, startsAt, expiresAt } = code;
      const owner = { organizationId: id, userId: member.id, codeId, startsAt, expiresAt };
      const hash = await hashCode(new Secret(symbols), owner, new Uint8Array(16).fill(3), createTestKeys());
      await insert({ ...code, hash });
      const dump = await database.raw.dump();
      expect(dump).toContain(hash.salt);
      expect(dump).toContain(hash.digest);
      for (const plain of [symbols, formatCode(symbols), Buffer.from(symbols).toString('base64')]) {
        expect(dump).not.toContain(plain);
      }
    });
  });
}
