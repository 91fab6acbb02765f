import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../src/domain/organization/policy.ts';
import { UniqueViolationError } from '../../src/ports/store.ts';
import { createStoreFixtures, T0 } from '../support/store-fixtures.ts';
import { type ContractHarness, useContractStore } from './contract-harness.ts';

export function describeOrganizations(harness: ContractHarness): void {
  describe('organizations, domains and clients', () => {
    const context = useContractStore(harness, 'test');
    const make = createStoreFixtures('a');

    it('an organization comes back as it was written, its workspaces in order', async () => {
      const { store } = context;
      const policy = {
        ...defaultPolicy,
        securityChannelId: 'C9',
        accentColor: '#4a154b',
        privilegedRoles: [],
        providers: [
          { when: { kind: 'group', groupId: make.id('group') }, providerId: make.id('provider') },
          { when: { kind: 'domain', domain: 'acme.example' }, providerId: null },
          { when: { kind: 'tier', tier: 'executive' }, providerId: null },
          { when: { kind: 'everyone' }, providerId: make.id('provider') },
        ],
        endSessionsOnDisown: true,
      } as const;
      const written = make.organization({ slackTenantIds: ['T9', 'E1'], policy });
      await store.transact(written.id, (tx) => tx.organizations.insert(written));
      expect(await store.read.organizations.findById(written.id)).toEqual(written);
      expect(await store.read.organizations.findBySlackTenant('E1')).toEqual(written);
      expect(await store.read.organizations.findBySlackTenant('T8')).toBeNull();
      expect(await store.read.organizations.findById(make.id('organization'))).toBeNull();
    });

    it('lists organizations oldest first, one without workspaces included', async () => {
      const { store } = context;
      const young = make.organization({ createdAt: T0 + 1, slackTenantIds: [] });
      const old = make.organization({ createdAt: T0 });
      for (const organization of [young, old]) {
        await store.transact(organization.id, (tx) => tx.organizations.insert(organization));
      }
      expect(await store.read.organizations.list()).toEqual([old, young]);
    });

    it('a workspace belongs to one organization at most', async () => {
      const { store } = context;
      const [first, second] = [await make.seed(store), await make.seed(store)];
      await store.transact(first.id, (tx) => tx.organizations.addSlackTenant(first.id, 'TX'));
      await store.transact(first.id, (tx) => tx.organizations.addSlackTenant(first.id, 'TX'));
      await expect(
        store.transact(second.id, (tx) => tx.organizations.addSlackTenant(second.id, 'TX')),
      ).rejects.toThrow(UniqueViolationError);
      const third = make.organization({ slackTenantIds: ['TX'] });
      await expect(store.transact(third.id, (tx) => tx.organizations.insert(third))).rejects.toThrow(
        UniqueViolationError,
      );
      const found = await store.read.organizations.findBySlackTenant('TX');
      expect(found?.id).toBe(first.id);
      expect(found?.slackTenantIds).toEqual([...first.organization.slackTenantIds, 'TX']);
      expect(await store.read.organizations.findById(third.id)).toBeNull();
    });

    it('an organization is renamed, and a domain removed, for one organization alone', async () => {
      const { store } = context;
      const [first, second] = [await make.seed(store), await make.seed(store)];
      for (const { id } of [first, second])
        await store.transact(id, (tx) => tx.domains.insert(make.domain(id, { name: 'shared.example' })));
      await store.transact(first.id, async (tx) => {
        await tx.organizations.rename(first.id, 'Renamed');
        await tx.domains.remove(first.id, 'shared.example');
        await tx.domains.remove(first.id, 'nowhere.example');
      });
      expect((await store.read.organizations.findById(first.id))?.name).toBe('Renamed');
      expect(await store.read.organizations.findById(second.id)).toEqual(second.organization);
      expect(await store.read.domains.find(first.id, 'shared.example')).toBeNull();
      expect(await store.read.domains.find(second.id, 'shared.example')).not.toBeNull();
    });

    it('a policy is replaced for one organization alone', async () => {
      const { store } = context;
      const [first, second] = [await make.seed(store), await make.seed(store)];
      const policy = { ...defaultPolicy, codeLifetimeMinutes: 10 };
      await store.transact(first.id, (tx) => tx.organizations.setPolicy(first.id, policy));
      expect((await store.read.organizations.findById(first.id))?.policy).toEqual(policy);
      expect((await store.read.organizations.findById(second.id))?.policy).toEqual(defaultPolicy);
    });

    it('N12: a domain is found by its exact name only, and can lose its verification', async () => {
      const { store } = context;
      const { id } = await make.seed(store);
      const domain = make.domain(id, { name: 'corp.example' });
      const other = make.domain(id, { name: 'aaa.example', verifiedAt: T0 + 5 });
      await store.transact(id, async (tx) => {
        await tx.domains.insert(domain);
        await tx.domains.insert(other);
      });
      expect(await store.read.domains.find(id, 'corp.example')).toEqual(domain);
      for (const name of ['example', 'a.corp.example', 'CORP.example', 'corp.example.']) {
        expect(await store.read.domains.find(id, name)).toBeNull();
      }
      expect(await store.read.domains.list(id)).toEqual([other, domain]);
      await store.transact(id, (tx) => tx.domains.setVerified(id, 'corp.example', T0 + 9));
      expect((await store.read.domains.find(id, 'corp.example'))?.verifiedAt).toBe(T0 + 9);
      await store.transact(id, (tx) => tx.domains.setVerified(id, 'corp.example', null));
      expect((await store.read.domains.find(id, 'corp.example'))?.verifiedAt).toBeNull();
    });

    it('N12: a name is verified by one organization at most, whichever comes first', async () => {
      const { store } = context;
      const [first, second] = [make.organization(), make.organization()];
      const name = make.domain(first.id).name;
      for (const organization of [first, second]) {
        await store.transact(organization.id, async (tx) => {
          await tx.organizations.insert(organization);
          await tx.domains.insert(make.domain(organization.id, { name }));
        });
      }
      const verify = ({ id }: typeof first) =>
        store.transact(id, (tx) => tx.domains.setVerified(id, name, T0 + 5));
      expect(await store.read.domains.findVerified(name)).toBeNull();
      const results = await Promise.allSettled([verify(first), verify(second)]);
      const lost = results.filter((result) => result.status === 'rejected');
      expect(lost.map(({ reason }) => reason)).toEqual([expect.any(UniqueViolationError)]);
      const holder = await store.read.domains.findVerified(name);
      const [winner, loser] = holder?.organizationId === first.id ? [first, second] : [second, first];
      expect(holder).toMatchObject({ organizationId: winner.id, verifiedAt: T0 + 5 });
      await store.transact(winner.id, (tx) => tx.domains.setVerified(winner.id, name, null));
      await verify(loser);
      expect(await store.read.domains.findVerified(name)).toMatchObject({ organizationId: loser.id });
    });

    it('N12: what the daily look saw is kept, and what is due is found, the longest due first', async () => {
      const { store } = context;
      const organization = make.organization();
      const { id } = organization;
      const [late, early, never] = [make.domain(id), make.domain(id), make.domain(id)];
      await store.transact(id, async (tx) => {
        await tx.organizations.insert(organization);
        for (const domain of [late, early, never]) await tx.domains.insert(domain);
        const check = { lastCheckedAt: 4, missingSince: 5, missedLooks: 2 };
        await tx.domains.setCheck(id, late.name, { ...check, nextCheckAt: 20 });
        await tx.domains.setCheck(id, early.name, { ...check, nextCheckAt: 10 });
      });
      const seen = { lastCheckedAt: 4, missingSince: 5, missedLooks: 2 };
      expect(await store.read.domains.listDue(9, 9)).toEqual([]);
      expect(await store.read.domains.listDue(20, 9)).toEqual([
        { ...early, ...seen, nextCheckAt: 10 },
        { ...late, ...seen, nextCheckAt: 20 },
      ]);
      expect(await store.read.domains.listDue(20, 1)).toHaveLength(1);
    });

    it('a domain is once in an organization, and may be in two', async () => {
      const { store } = context;
      const [first, second] = [await make.seed(store), await make.seed(store)];
      const insert = (id: typeof first.id) =>
        store.transact(id, (tx) => tx.domains.insert(make.domain(id, { name: 'corp.example' })));
      await insert(first.id);
      await insert(second.id);
      await expect(insert(first.id)).rejects.toThrow(UniqueViolationError);
    });

    it('a client is found by id, listed by name, used and removed', async () => {
      const { store } = context;
      const { id } = await make.seed(store);
      const [b, a] = [make.client(id, { name: 'B' }), make.client(id, { name: 'A' })];
      await store.transact(id, async (tx) => {
        await tx.clients.insert(b);
        await tx.clients.insert(a);
      });
      expect(await store.read.clients.find(a.id)).toEqual(a);
      expect(await store.read.clients.list(id)).toEqual([a, b]);
      await store.transact(id, (tx) => tx.clients.setLastUsed(id, a.id, T0 + 3));
      expect((await store.read.clients.find(a.id))?.lastUsedAt).toBe(T0 + 3);
      expect(await store.transact(id, (tx) => tx.clients.remove(id, a.id))).toBe(true);
      expect(await store.transact(id, (tx) => tx.clients.remove(id, a.id))).toBe(false);
      expect(await store.read.clients.find(a.id)).toBeNull();
    });

    it('a client has a name of its own in the organization', async () => {
      const { store } = context;
      const [first, second] = [await make.seed(store), await make.seed(store)];
      const insert = (id: typeof first.id) =>
        store.transact(id, (tx) => tx.clients.insert(make.client(id, { name: 'Login' })));
      await insert(first.id);
      await insert(second.id);
      await expect(insert(first.id)).rejects.toThrow(UniqueViolationError);
    });
  });
}
