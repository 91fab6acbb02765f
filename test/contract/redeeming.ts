import { describe, expect, it } from 'vitest';
import { UniqueViolationError } from '../../src/ports/store.ts';
import { createStoreFixtures, T0 } from '../support/store-fixtures.ts';
import { type ContractHarness, useContractStore } from './contract-harness.ts';

export function describeRedeeming(harness: ContractHarness): void {
  describe('what redeeming keeps', () => {
    const context = useContractStore(harness);
    const make = createStoreFixtures('rd');

    it('a challenge comes back as it was put, and is replaced by the next', async () => {
      const { store } = context;
      const { id } = await make.seed(store);
      const open = make.challenge(id, { returnTo: 'https://portal.example/after?x=1' });
      const over = { ...open, state: 'exhausted', triesLeft: 0, settledAt: T0 + 5 } as const;
      expect(await store.read.challenges.find(id, open.id)).toBeNull();
      for (const challenge of [open, over]) {
        await store.transact(id, (tx) => tx.challenges.put(challenge));
        expect(await store.read.challenges.find(id, open.id)).toEqual(challenge);
      }
    });

    it('an outcome is found by its service and key alone, until its time is over', async () => {
      const { store } = context;
      const { id } = await make.seed(store);
      const result = { kind: 'redeemed', userId: make.id('user'), codeId: make.id('code') } as const;
      const outcome = make.outcome(id, { result });
      const { clientId, keyHash, expiresAt } = outcome;
      await store.transact(id, (tx) => tx.redeemOutcomes.insert(outcome));
      const { redeemOutcomes } = store.read;
      expect(await redeemOutcomes.find(id, clientId, keyHash, expiresAt - 1)).toEqual(outcome);
      expect(await redeemOutcomes.find(id, clientId, keyHash, expiresAt)).toBeNull();
      expect(await redeemOutcomes.find(id, make.id('client'), keyHash, T0)).toBeNull();
      expect(await redeemOutcomes.find(id, clientId, `${keyHash}x`, T0)).toBeNull();
    });

    it('of two outcomes under one key the second is refused, until the first is over', async () => {
      const { store } = context;
      const { id } = await make.seed(store);
      const outcome = make.outcome(id);
      const insert = (createdAt: number) =>
        store.transact(id, (tx) =>
          tx.redeemOutcomes.insert({ ...outcome, createdAt, expiresAt: createdAt + 1000 }),
        );
      await insert(T0);
      await expect(insert(T0 + 999)).rejects.toThrow(UniqueViolationError);
      await insert(T0 + 1000);
      const { clientId, keyHash } = outcome;
      const found = await store.read.redeemOutcomes.find(id, clientId, keyHash, T0 + 1500);
      expect(found?.createdAt).toBe(T0 + 1000);
    });

    it('an outcome is written with the change it tells of, or not at all', async () => {
      const { store } = context;
      const { id, member } = await make.seed(store);
      const [code, outcome] = [make.code(member), make.outcome(id)];
      await store.transact(id, (tx) => tx.codes.insert(code));
      const redeem = (fails: boolean) =>
        store.transact(id, async (tx) => {
          await tx.codes.transition(id, code.id, ['active'], 'redeemed', {});
          await tx.redeemOutcomes.insert(outcome);
          if (fails) throw new Error('rolled back');
        });
      await expect(redeem(true)).rejects.toThrow('rolled back');
      const { clientId, keyHash } = outcome;
      expect(await store.read.redeemOutcomes.find(id, clientId, keyHash, T0)).toBeNull();
      expect((await store.read.codes.find(id, code.id))?.state).toBe('active');
      await redeem(false);
      expect(await store.read.redeemOutcomes.find(id, clientId, keyHash, T0)).toEqual(outcome);
    });

    it('counts through two handles at once lose none', async () => {
      const { store } = context;
      const other = await context.openAnother();
      const counts = await Promise.all(
        Array.from({ length: 40 }, (_, index) =>
          (index % 2 === 0 ? store : other).rateCounters.count('window', T0 + 60_000, T0),
        ),
      );
      expect(counts.sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
      expect(await store.rateCounters.count('another', T0 + 60_000, T0)).toBe(1);
      expect(await store.rateCounters.count('another', T0 + 60_000, T0, 3)).toBe(4);
      expect(await store.rateCounters.count('many', T0 + 60_000, T0, 3)).toBe(3);
    });

    it('where and when a code was used, and the factor set up after it, are on its record', async () => {
      const { store } = context;
      const { id, member } = await make.seed(store);
      const code = make.code(member);
      await store.transact(id, (tx) => tx.codes.insert(code));
      const use = {
        settledAt: T0 + 1,
        redeemedBy: make.id('client'),
        redeemedByName: 'Portal',
        redeemedFrom: 'http:192.0.2.7',
      };
      await store.transact(id, (tx) => tx.codes.transition(id, code.id, ['active'], 'redeemed', use));
      const enrolled = { factorEnrolledAt: T0 + 2 };
      await store.transact(id, (tx) => tx.codes.transition(id, code.id, ['redeemed'], 'redeemed', enrolled));
      const expected = { ...code, state: 'redeemed', ...use, ...enrolled };
      expect(await store.read.codes.find(id, code.id)).toEqual(expected);
    });

    it('a rotated secret takes the place of the present one, and nothing else changes', async () => {
      const { store } = context;
      const { id } = await make.seed(store);
      const service = make.client(id, { scopes: ['oidc'], redirectUris: ['https://a.example/cb'] });
      const secrets = {
        keyId: 'k2',
        secretDigest: 'bmV3',
        previousSecret: { keyId: 'test', secretDigest: service.secretDigest, expiresAt: T0 + 5 },
      };
      await store.transact(id, (tx) => tx.clients.insert(service));
      const rotate = (of: typeof service.id) =>
        store.transact(id, (tx) => tx.clients.setSecrets(id, of, secrets));
      expect(await rotate(service.id)).toBe(true);
      expect(await rotate(make.id('client'))).toBe(false);
      expect(await store.read.clients.find(service.id)).toEqual({ ...service, ...secrets });
    });

    it('what a service is allowed is changed as a whole, and nothing else', async () => {
      const { store } = context;
      const { id } = await make.seed(store);
      const oidcSettings = {
        profile: 'entra',
        authMethod: 'none',
        hintIssuer: {
          issuer: 'https://idp.example',
          jwksUri: 'https://idp.example/jwks',
          audience: 'us',
          loginClaim: 'email',
          tenantId: 'tenant',
        },
      } as const;
      const service = make.client(id, { redirectUris: ['https://a.example/cb'], oidcSettings });
      await store.transact(id, (tx) => tx.clients.insert(service));
      const allow = (of: typeof service.id, expiresAt: number | null) => {
        const allowance = { scopes: ['oidc', 'challenges'] as const, requestsPerMinute: 7, expiresAt };
        return store.transact(id, (tx) => tx.clients.setAllowance(id, of, allowance));
      };
      expect(await allow(service.id, T0 + 9)).toBe(true);
      expect(await allow(make.id('client'), T0 + 9)).toBe(false);
      const changed = { ...service, scopes: ['oidc', 'challenges'], requestsPerMinute: 7 };
      expect(await store.read.clients.find(service.id)).toEqual({ ...changed, expiresAt: T0 + 9 });
      await allow(service.id, null);
      expect(await store.read.clients.find(service.id)).toEqual({ ...changed, expiresAt: null });
    });

    it('N8: the newest events of one action done to one target come newest first', async () => {
      const { store } = context;
      const { id } = await make.seed(store);
      await store.transact(id, async (tx) => {
        for (const [target, reason] of [
          ['a', '1'],
          ['b', '2'],
          ['a', '3'],
          ['a', '4'],
        ] as const) {
          await tx.audit.append(make.draft(id, { action: 'redeem.refused', target, reason }));
        }
        await tx.audit.append(make.draft(id, { action: 'redeem.frozen', target: 'a' }));
      });
      const of = { action: 'redeem.refused', target: 'a' } as const;
      const found = await store.read.audit.listLatestOf(id, of, 2);
      expect(found.map(({ reason }) => reason)).toEqual(['4', '3']);
      const all = await store.read.audit.listLatestOf(id, of, 9);
      expect(all.map(({ reason }) => reason)).toEqual(['4', '3', '1']);
    });
  });
}
