import { describe, expect, it } from 'vitest';
import { lookUpAcross, lookupsWithin, watchCalls, writeOneOfEach } from '../support/every-call.ts';
import { createStoreFixtures, T0 } from '../support/store-fixtures.ts';
import { type ContractHarness, useContractStore } from './contract-harness.ts';

export function describeIsolation(harness: ContractHarness): void {
  describe('an organization and its neighbour', () => {
    const context = useContractStore(harness, 'test');
    const make = createStoreFixtures('g');

    async function seedOneOfEach() {
      const seeded = await make.seed(context.store);
      return context.store.transact(seeded.id, (tx) => writeOneOfEach(tx, seeded, make));
    }

    it('no lookup finds the neighbour’s, outside a transaction or in one', async () => {
      const { store } = context;
      const mine = await seedOneOfEach();
      const neighbour = make.organization();
      await store.transact(neighbour.id, (tx) => tx.organizations.insert(neighbour));
      for (const [name, look] of Object.entries(lookupsWithin(mine))) {
        expect(isNothing(await look(store.read, mine.id)), `${name} finds its own`).toBe(false);
        expect(isNothing(await look(store.read, neighbour.id)), `${name} finds a neighbour's`).toBe(true);
        const within = await store.transact(neighbour.id, (tx) => look(tx, neighbour.id));
        expect(isNothing(within), `${name} finds a neighbour's in a transaction`).toBe(true);
      }
    });

    it('the lookups above are all there are', async () => {
      const mine = await seedOneOfEach();
      const watched = watchCalls(context.store.read);
      for (const look of Object.values(lookupsWithin(mine))) await look(watched.repositories, mine.id);
      await lookUpAcross(watched.repositories, mine);
      expect(watched.missing()).toEqual([]);
    });

    it('no write reaches the neighbour’s', async () => {
      const { store } = context;
      const mine = await seedOneOfEach();
      const { id: foreign } = await make.seed(store);
      const writes = [
        () =>
          store.transact(foreign, (tx) =>
            tx.codes.transition(foreign, mine.code.id, ['active'], 'redeemed', {}),
          ),
        () =>
          store.transact(foreign, (tx) =>
            tx.requests.transition(foreign, mine.request.id, ['pending'], 'expired', {}),
          ),
        () => store.transact(foreign, (tx) => tx.domains.setVerified(foreign, mine.domain.name, T0)),
        () => store.transact(foreign, (tx) => tx.identities.removeByUser(foreign, mine.member.id)),
        () => store.transact(foreign, (tx) => tx.clients.remove(foreign, mine.client.id)),
        () => store.transact(foreign, (tx) => tx.clients.setLastUsed(foreign, mine.client.id, T0)),
        () =>
          store.transact(foreign, (tx) =>
            tx.clients.setSecrets(foreign, mine.client.id, {
              keyId: 'x',
              secretDigest: 'x',
              previousSecret: null,
            }),
          ),
        () =>
          store.transact(foreign, (tx) =>
            tx.clients.setAllowance(foreign, mine.client.id, {
              scopes: [],
              requestsPerMinute: 1,
              expiresAt: T0,
            }),
          ),
        () =>
          store.transact(foreign, (tx) =>
            tx.challenges.put({ ...mine.challenge, organizationId: foreign, state: 'answered' }),
          ),
        () =>
          store.transact(foreign, (tx) =>
            tx.sources.update({ ...mine.source, organizationId: foreign, name: 'X' }),
          ),
        () => store.transact(foreign, (tx) => tx.sources.removeSome(foreign, mine.source.id, 99)),
        () => store.transact(foreign, (tx) => tx.sources.remove(foreign, mine.source.id)),
        () =>
          store.transact(foreign, (tx) =>
            tx.sourcePeople.remove(foreign, mine.source.id, mine.person.externalId),
          ),
        () =>
          store.transact(foreign, (tx) =>
            tx.providers.update({ ...mine.provider, organizationId: foreign, name: 'X' }),
          ),
        () => store.transact(foreign, (tx) => tx.providers.remove(foreign, mine.provider.id)),
        () => store.transact(foreign, (tx) => tx.conflicts.remove(foreign, mine.conflict.id)),
        () =>
          store.transact(foreign, (tx) =>
            tx.groups.update({ ...mine.group, organizationId: foreign, name: 'X' }),
          ),
        () => store.transact(foreign, (tx) => tx.groups.remove(foreign, mine.group.id)),
        () => store.transact(foreign, (tx) => tx.groups.addMembers(foreign, mine.group.id, [mine.member.id])),
        () =>
          store.transact(foreign, (tx) =>
            tx.groups.removeMembers(foreign, mine.group.id, [mine.provisioned.id]),
          ),
        () =>
          store.transact(foreign, (tx) =>
            tx.scimResources.update({ ...mine.resource, organizationId: foreign, content: 'X' }),
          ),
        () =>
          store.transact(foreign, (tx) =>
            tx.scimResources.remove({ ...mine.resource, organizationId: foreign }, mine.resource.id),
          ),
        () =>
          store.transact(foreign, (tx) =>
            tx.directory.update({ ...mine.member, organizationId: foreign, displayName: 'X' }),
          ),
      ];
      // Whether a write that hits nothing is refused or passes over is the adapter's; that it changes nothing is not.
      await Promise.allSettled(writes.map((write) => write()));
      const { id } = mine;
      expect(await store.read.codes.find(id, mine.code.id)).toEqual(mine.code);
      expect(await store.read.requests.find(id, mine.request.id)).toEqual(mine.request);
      expect(await store.read.domains.find(id, mine.domain.name)).toEqual(mine.domain);
      expect(await store.read.identities.listByUser(id, mine.member.id)).toEqual([mine.identity]);
      expect(await store.read.clients.find(mine.client.id)).toEqual(mine.client);
      expect(await store.read.challenges.find(id, mine.challenge.id)).toEqual(mine.challenge);
      expect(await store.read.directory.findUser(id, mine.member.id)).toEqual(mine.member);
      expect(await store.read.sources.find(id, mine.source.id)).toEqual(mine.source);
      expect(await store.read.providers.find(id, mine.provider.id)).toEqual(mine.provider);
      expect(await store.read.sourcePeople.listByUser(id, mine.provisioned.id)).toEqual([mine.person]);
      expect(await store.read.conflicts.find(id, mine.conflict.id)).toEqual(mine.conflict);
      expect(await store.read.groups.find(id, mine.group.id)).toEqual(mine.group);
      const members = await store.read.groups.listMembers(id, mine.group.id, { after: null, limit: 9 });
      expect(members).toEqual([mine.provisioned.id]);
      expect(await store.read.groups.listOfUser(foreign, mine.member.id)).toEqual([]);
      expect(await store.read.scimResources.find(mine.resource, mine.resource.id)).toEqual(mine.resource);
      expect(await store.read.scimResources.count(mine.resource)).toBe(1);
      expect(await store.read.scimResources.count({ ...mine.resource, organizationId: foreign })).toBe(0);
    });

    it('two organizations may hold the same e-mail address, mobile number and Slack account', async () => {
      const { store } = context;
      for (const { id } of [await make.seed(store), await make.seed(store)]) {
        const user = make.user(id, { email: 'same@people.example', mobile: '+15550000009' });
        const identity = make.identity(user, { slackUserId: 'USAME' });
        await store.transact(id, async (tx) => {
          await tx.directory.insert(user);
          await tx.identities.insert(identity);
        });
        expect(await store.read.directory.findUserByLogin(id, 'same@people.example')).toEqual(user);
        expect(await store.read.identities.find(id, 'T1', 'USAME')).toEqual(identity);
      }
    });
  });
}

function isNothing(found: unknown): boolean {
  return found === null || found === 0 || (Array.isArray(found) && found.length === 0);
}
