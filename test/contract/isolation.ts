import { describe, expect, it } from 'vitest';
import type { OrganizationId } from '../../src/domain/ids.ts';
import { newLockout } from '../../src/domain/redeeming/lockout.ts';
import type { Readers } from '../../src/ports/store.ts';
import { createStoreFixtures, T0 } from '../support/store-fixtures.ts';
import { type ContractHarness, useContractStore } from './contract-harness.ts';

export function describeIsolation(harness: ContractHarness): void {
  describe('an organization and its neighbour', () => {
    const context = useContractStore(harness, 'test');
    const make = createStoreFixtures('g');

    /** One of everything, written for one organization. */
    async function writeOneOfEach() {
      const { store } = context;
      const seeded = await make.seed(store);
      const { id, owner, member } = seeded;
      const records = {
        domain: make.domain(id),
        identity: make.identity(member),
        request: make.request(owner, member),
        code: make.code(member),
        service: make.client(id),
        lockout: newLockout(id, member.id, T0),
        challenge: make.challenge(id),
        outcome: make.outcome(id),
      };
      await store.transact(id, async (tx) => {
        await tx.domains.insert(records.domain);
        await tx.identities.insert(records.identity);
        await tx.requests.insert(records.request);
        await tx.codes.insert(records.code);
        await tx.clients.insert(records.service);
        await tx.lockouts.put(records.lockout);
        await tx.challenges.put(records.challenge);
        await tx.redeemOutcomes.insert(records.outcome);
        await tx.audit.append(make.draft(id, { action: 'redeem.refused', target: 'whom' }));
      });
      return { ...seeded, ...records };
    }
    type Written = Awaited<ReturnType<typeof writeOneOfEach>>;

    /** Every lookup of the ports that takes an organization's id, asked for what `of` owns. */
    function lookups(of: Written): Record<string, (read: Readers, id: OrganizationId) => Promise<unknown>> {
      const { member, owner, domain, identity, request, code, challenge, outcome } = of;
      return {
        findUser: (read, id) => read.directory.findUser(id, member.id),
        findUserByLogin: (read, id) => read.directory.findUserByLogin(id, member.email ?? ''),
        listUsersByLogins: (read, id) => read.directory.listUsersByLogins(id, [member.email ?? '']),
        listConfirmedByRole: (read, id) => read.directory.listConfirmedByRole(id, ['owner', 'member'], 9),
        listUsers: async (read, id) => (await read.directory.listUsers(id, { after: null, limit: 9 })).users,
        countUsers: (read, id) => read.directory.countUsers(id),
        domain: (read, id) => read.domains.find(id, domain.name),
        domains: (read, id) => read.domains.list(id),
        identity: (read, id) => read.identities.find(id, identity.slackTenantId, identity.slackUserId),
        identityByUser: (read, id) => read.identities.findByUser(id, identity.slackTenantId, member.id),
        identitiesByUser: (read, id) => read.identities.listByUser(id, member.id),
        request: (read, id) => read.requests.find(id, request.id),
        countByRequester: (read, id) => read.requests.countByRequester(id, owner.id, 0),
        listCountedTimes: (read, id) => read.requests.listCountedTimes(id, { requesterId: owner.id }, 0),
        countByTarget: (read, id) => read.requests.countByTarget(id, member.id, 0),
        openByTarget: (read, id) => read.requests.listOpenByTarget(id, member.id),
        openRequests: (read, id) => read.requests.listOpen(id),
        liveCodes: (read, id) => read.codes.listLive(id),
        code: (read, id) => read.codes.find(id, code.id),
        liveCode: (read, id) => read.codes.findLive(id, member.id),
        latestCodes: (read, id) => read.codes.listLatest(id, member.id, 9),
        lockout: (read, id) => read.lockouts.find(id, member.id),
        clients: (read, id) => read.clients.list(id),
        auditEvents: (read, id) => read.audit.list(id, { after: 0, limit: 9 }),
        challenge: (read, id) => read.challenges.find(id, challenge.id),
        outcome: (read, id) => read.redeemOutcomes.find(id, outcome.clientId, outcome.keyHash, T0),
        latestEventsOf: (read, id) =>
          read.audit.listLatestOf(id, { action: 'redeem.refused', target: 'whom' }, 9),
        latestEvents: (read, id) => read.audit.listLatest(id, 9),
        auditHead: async (read, id) => (await read.audit.head(id)).sequence,
      };
    }

    it('no lookup finds the neighbour’s, outside a transaction or in one', async () => {
      const { store } = context;
      const mine = await writeOneOfEach();
      const neighbour = make.organization();
      await store.transact(neighbour.id, (tx) => tx.organizations.insert(neighbour));
      for (const [name, look] of Object.entries(lookups(mine))) {
        expect(isNothing(await look(store.read, mine.id)), `${name} finds its own`).toBe(false);
        expect(isNothing(await look(store.read, neighbour.id)), `${name} finds a neighbour's`).toBe(true);
        const within = await store.transact(neighbour.id, (tx) => look(tx, neighbour.id));
        expect(isNothing(within), `${name} finds a neighbour's in a transaction`).toBe(true);
      }
    });

    it('the lookups above are all there are', async () => {
      const asked = new Set<string>();
      const mine = await writeOneOfEach();
      const recording = recordCalls(context.store.read, asked);
      for (const look of Object.values(lookups(mine))) await look(recording, mine.id);
      const all = Object.entries(context.store.read).flatMap(([name, reader]) =>
        Object.keys(reader).map((method) => `${name}.${method}`),
      );
      // Those that take no organization: found by what tells the organization, or for the sweeper of all of them.
      const ofNone = [
        'organizations.findById',
        'organizations.findBySlackTenant',
        'organizations.list',
        'clients.find',
        'requests.listOverdue',
        'codes.listOverdue',
        'codes.listUndelivered',
        'notices.count',
        'notices.listOverdue',
        // Named by a digest that only those can compute who have the sign-in or the hint.
        'signInAnswers.find',
        'usedHints.has',
      ];
      expect(all.filter((name) => !asked.has(name) && !ofNone.includes(name))).toEqual([]);
    });

    it('no write reaches the neighbour’s', async () => {
      const { store } = context;
      const mine = await writeOneOfEach();
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
        () => store.transact(foreign, (tx) => tx.clients.remove(foreign, mine.service.id)),
        () => store.transact(foreign, (tx) => tx.clients.setLastUsed(foreign, mine.service.id, T0)),
        () =>
          store.transact(foreign, (tx) =>
            tx.clients.setSecrets(foreign, mine.service.id, {
              keyId: 'x',
              secretDigest: 'x',
              previousSecret: null,
            }),
          ),
        () =>
          store.transact(foreign, (tx) =>
            tx.clients.setAllowance(foreign, mine.service.id, {
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
      expect(await store.read.clients.find(mine.service.id)).toEqual(mine.service);
      expect(await store.read.challenges.find(id, mine.challenge.id)).toEqual(mine.challenge);
      expect(await store.read.directory.findUser(id, mine.member.id)).toEqual(mine.member);
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

/** The same readers, noting each method that is called as `repository.method`. */
function recordCalls(read: Readers, asked: Set<string>): Readers {
  const recordReader = (name: string, reader: object) =>
    Object.fromEntries(
      Object.entries(reader).map(([method, original]) => [
        method,
        (...given: unknown[]) => {
          asked.add(`${name}.${method}`);
          return original(...given);
        },
      ]),
    );
  return Object.fromEntries(
    Object.entries(read).map(([name, reader]) => [name, recordReader(name, reader)]),
  ) as unknown as Readers;
}

function isNothing(found: unknown): boolean {
  return found === null || found === 0 || (Array.isArray(found) && found.length === 0);
}
