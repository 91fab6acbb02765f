import { describe, expect, it } from 'vitest';
import type { OrganizationId } from '../../src/domain/ids.ts';
import type { SignInAnswer } from '../../src/ports/sign-in/sign-in-answers.ts';
import type { SigningKey } from '../../src/ports/sign-in/signing-keys.ts';
import { createStoreFixtures, T0 } from '../support/store-fixtures.ts';
import { type ContractHarness, useContractStore } from './contract-harness.ts';

/** Names as key ids may be: not fit for the fields of a document. */
const proof = { 'k.1': 'cHJvb2Y', $2: '' };

export function describeSignIns(harness: ContractHarness): void {
  describe('answers to sign-ins', () => {
    const context = useContractStore(harness, 'group');
    const make = createStoreFixtures('s');
    let count = 0;

    const draft = (organizationId: OrganizationId, overrides: Partial<SignInAnswer> = {}): SignInAnswer => ({
      signInId: `sign-in-${++count}`,
      organizationId,
      clientId: make.id('client'),
      userId: make.id('user'),
      codeId: make.id('code'),
      answeredAt: T0,
      expiresAt: T0 + 1000,
      finishedAt: null,
      proof,
      ...overrides,
    });

    it('an answer comes back as written, until it expires', async () => {
      const { store } = context;
      const { id } = await make.seed(store);
      const answer = draft(id);
      await store.transact(id, async (tx) => {
        await tx.signInAnswers.put(answer, T0);
        expect(await tx.signInAnswers.find(answer.signInId, T0)).toEqual(answer);
      });
      expect(await store.read.signInAnswers.find(answer.signInId, T0 + 999)).toEqual(answer);
      expect(await store.read.signInAnswers.find(answer.signInId, T0 + 1000)).toBeNull();
      await store.transact(id, async (tx) => {
        expect(await tx.signInAnswers.listByCode(id, answer.codeId, T0 + 1000)).toEqual([]);
        expect(await tx.signInAnswers.finish(answer.signInId, T0 + 1000)).toBe(false);
      });
    });

    it('are found by their code, within the organization', async () => {
      const { store } = context;
      const { id } = await make.seed(store);
      const { id: other } = await make.seed(store);
      const answer = draft(id);
      const second = draft(id, { codeId: answer.codeId, finishedAt: T0 + 1 });
      await store.transact(id, async (tx) => {
        for (const one of [answer, second, draft(id)]) await tx.signInAnswers.put(one, T0);
        const found = await tx.signInAnswers.listByCode(id, answer.codeId, T0);
        expect(found).toHaveLength(2);
        expect(found).toEqual(expect.arrayContaining([answer, second]));
      });
      await store.transact(other, async (tx) => {
        expect(await tx.signInAnswers.listByCode(other, answer.codeId, T0)).toEqual([]);
      });
    });

    it('N3: of 20 that finish a sign-in, on two handles, exactly one does; a new answer does not revive it', async () => {
      const { store } = context;
      const other = await context.openAnother();
      const { id } = await make.seed(store);
      const answer = draft(id);
      await store.transact(id, (tx) => tx.signInAnswers.put(answer, T0));
      const tries = Array.from({ length: 20 }, (_, index) =>
        (index % 2 === 0 ? store : other).transact(id, (tx) =>
          tx.signInAnswers.finish(answer.signInId, T0 + 1),
        ),
      );
      expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(1);
      const changed = { ...answer, userId: make.id('user') };
      await store.transact(id, (tx) => tx.signInAnswers.put(changed, T0));
      expect(await store.read.signInAnswers.find(answer.signInId, T0)).toEqual({
        ...changed,
        finishedAt: T0 + 1,
      });
    });

    it('N3: a sign-in that was undone with its transaction is not finished', async () => {
      const { store } = context;
      const { id } = await make.seed(store);
      const answer = draft(id);
      await store.transact(id, (tx) => tx.signInAnswers.put(answer, T0));
      const failing = store.transact(id, async (tx) => {
        expect(await tx.signInAnswers.finish(answer.signInId, T0)).toBe(true);
        expect(await tx.signInAnswers.finish(answer.signInId, T0)).toBe(false);
        throw new Error('undo');
      });
      await expect(failing).rejects.toThrow('undo');
      expect(await store.read.signInAnswers.find(answer.signInId, T0)).toEqual(answer);
    });

    it('N3: a used hint is remembered with its transaction, and until its time is over', async () => {
      const { store } = context;
      const { id } = await make.seed(store);
      const failing = store.transact(id, async (tx) => {
        await tx.usedHints.add('digest', T0 + 1000, T0);
        expect(await tx.usedHints.has('digest', T0)).toBe(true);
        throw new Error('undo');
      });
      await expect(failing).rejects.toThrow('undo');
      expect(await store.read.usedHints.has('digest', T0)).toBe(false);
      await store.transact(id, (tx) => tx.usedHints.add('digest', T0 + 1000, T0));
      await store.transact(id, (tx) => tx.usedHints.add('digest', T0 + 2000, T0 + 1000));
      expect(await store.read.usedHints.has('digest', T0 + 1999)).toBe(true);
      expect(await store.read.usedHints.has('digest', T0 + 2000)).toBe(false);
      expect(await store.read.usedHints.has('other', T0)).toBe(false);
    });
  });

  describe('signing keys', () => {
    const context = useContractStore(harness, 'group');
    const draft = (masterKeyId: string, createdAt = T0): SigningKey => ({
      masterKeyId,
      publicKey: { kid: 'kid', kty: 'RSA', alg: 'RS256', use: 'sig', n: 'n', e: 'e' },
      sealed: 'k1.nonce.body.tag',
      certificate: 'MII=',
      createdAt,
      proof,
    });

    it('of several that insert a key for one master key, one does, and nothing is replaced', async () => {
      const { store } = context;
      const other = await context.openAnother();
      const tries = Array.from({ length: 6 }, (_, index) =>
        (index % 2 === 0 ? store : other).signingKeys.insertOnce(draft('k2', T0 + index)),
      );
      const won = (await Promise.all(tries)).indexOf(true);
      expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(1);
      expect(await store.signingKeys.find('k2')).toEqual(draft('k2', T0 + won));
      await store.signingKeys.insertOnce(draft('k1'));
      expect(await store.signingKeys.list()).toEqual([draft('k1'), draft('k2', T0 + won)]);
      expect(await store.signingKeys.find('k3')).toBeNull();
      // The proof is of this very text.
      expect(JSON.stringify((await store.signingKeys.find('k1'))?.publicKey)).toBe(
        JSON.stringify(draft('k1').publicKey),
      );
    });
  });
}
