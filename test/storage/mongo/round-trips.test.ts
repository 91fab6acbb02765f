import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Secret } from '../../../src/domain/crypto/secret.ts';
import type { UserId } from '../../../src/domain/ids.ts';
import type { Store, Transaction } from '../../../src/ports/store.ts';
import { openMongoStore } from '../../../src/storage/mongo/open-mongo-store.ts';
import { createTestKeys } from '../../support/test-keys.ts';
import { acme, draftEvent, draftNotice, draftOrganization, draftRequest, draftUser } from './drafts.ts';
import { describeMongo, dropDatabase, nameDatabase } from './mongo-database.ts';
import { openWireProxy, type WireProxy } from './wire-proxy.ts';

describeMongo('round trips to MongoDB', (server) => {
  let uri: string;
  let proxy: WireProxy;
  let store: Store;

  beforeEach(async () => {
    uri = nameDatabase(server);
    proxy = await openWireProxy(uri);
    store = await openMongoStore({ uri: new Secret(proxy.uri), keys: createTestKeys() });
    await store.transact(acme, (tx) => tx.audit.append(draftEvent('first')));
    proxy.commands.length = 0;
  });
  afterEach(async () => {
    await store.close();
    await proxy.close();
    await dropDatabase(uri);
  });

  /** Without the driver's own greetings. */
  const statements = () =>
    proxy.commands.flatMap((command) => {
      const [name = '', of] = Object.entries(command)[0] ?? [];
      return typeof of === 'string' ? [`${name} ${of}`] : name === 'commitTransaction' ? [name] : [];
    });

  it('N14: the head of a transaction is one write, its events another, its notices a third', async () => {
    await store.transact(acme, async (tx) => {
      await tx.audit.append(draftEvent('second'));
      await tx.notices.enqueue(draftNotice('a', 1));
      await tx.audit.append(draftEvent('third'));
      await tx.notices.enqueue(draftNotice('b', 1));
    });
    expect(statements()).toEqual([
      'find auditHeads',
      'update auditHeads',
      'insert auditEvents',
      'insert notices',
      'commitTransaction',
    ]);
    const events = await store.read.audit.list(acme, { after: 0, limit: 9 });
    expect(events.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
    expect(await store.read.audit.head(acme)).toEqual({ sequence: 3, hash: events[2]?.hash });
    expect(await store.read.notices.count()).toBe(2);
  });

  it('N14: what waits to be written is there for whoever reads in the same transaction', async () => {
    const seen = await store.transact(acme, async (tx) => {
      await tx.audit.append(draftEvent('second'));
      const latest = await tx.audit.listLatest(acme, 1);
      await tx.notices.enqueue(draftNotice('a', 1));
      const count = await tx.notices.count();
      await tx.audit.append(draftEvent('third'));
      return { latest: latest[0]?.sequence, count, head: await tx.audit.head(acme) };
    });
    expect(seen).toMatchObject({ latest: 2, count: 1, head: { sequence: 3 } });
    expect((await store.read.audit.list(acme, { after: 0, limit: 9 })).length).toBe(3);
  });

  it('S1: a delivery key is looked for, and written at the end of its transaction', async () => {
    let runs = 0;
    const remember = (key: string, expiresAt: number, now: number) =>
      store.transact(acme, async (tx) => {
        runs += 1;
        const isNew = await tx.deliveries.remember(key, expiresAt, now);
        await tx.audit.append(draftEvent(`at${now}`));
        return isNew;
      });
    expect(await remember('key', 10, 1)).toBe(true);
    expect(statements()).toEqual([
      // With the head, which is written before anything else.
      'aggregate auditHeads',
      'update auditHeads',
      'insert auditEvents',
      'insert deliveries',
      'commitTransaction',
    ]);
    expect(await remember('key', 20, 2)).toBe(false);
    expect(await remember('key', 20, 11)).toBe(true);
    expect(await remember('key', 30, 12)).toBe(false);
    expect(runs).toBe(4);
    expect((await store.read.audit.head(acme)).sequence).toBe(5);
  });

  it('S1: the same delivery key twice in one transaction is new once', async () => {
    const twice = await store.transact(acme, (tx) =>
      Promise.all([tx.deliveries.remember('key', 10, 1), tx.deliveries.remember('key', 10, 1)]),
    );
    expect(twice).toEqual([true, false]);
  });

  it('S1: a delivery key that two organizations bring at once is new for one of them', async () => {
    const globex = 'org_globexxxxxxxxxxx' as typeof acme;
    const { promise: bothHaveLooked, resolve: haveBothLooked } = Promise.withResolvers<void>();
    let looks = 0;
    const remember = (organizationId: typeof acme) =>
      store.transact(organizationId, async (tx) => {
        const isNew = await tx.deliveries.remember('key', 10, 1);
        looks += 1;
        if (looks === 2) haveBothLooked();
        await bothHaveLooked;
        return isNew;
      });
    const outcomes = await Promise.all([remember(acme), remember(globex)]);
    expect(outcomes.sort()).toEqual([false, true]);
  });

  it('N13: one notice is found, and then claimed if it is still free, and goes to one of two instances', async () => {
    await store.transact(acme, (tx) => tx.notices.enqueue(draftNotice('a', 1)));
    const other = await openMongoStore({ uri: new Secret(uri), keys: createTestKeys() });
    try {
      proxy.commands.length = 0;
      expect(
        await store.outbox.claim({ now: 5, leaseMs: 1000, limit: 1, slackTenantIds: ['T1'], busy: [] }),
      ).toMatchObject([{ id: draftNotice('a', 1).id }]);
      expect(statements()).toEqual(['find notices', 'update notices']);
      const claims = await Promise.all(
        [store, other, store, other].map(({ outbox }) =>
          outbox.claim({ now: 2000, leaseMs: 1000, limit: 1, slackTenantIds: ['T1'], busy: [] }),
        ),
      );
      expect(claims.flat()).toHaveLength(1);
    } finally {
      await other.close();
    }
  });

  it('S11: whoever met another instance takes the turn before it reads again', async () => {
    const other = await openMongoStore({ uri: new Secret(uri), keys: createTestKeys() });
    const tell = (own: Store, name: string) =>
      own.transact(acme, async (tx) => {
        const { sequence } = await tx.audit.head(acme);
        if (name === 'late') await meanwhile();
        await tx.audit.append(draftEvent(name));
        return sequence;
      });
    const meanwhile = vi.fn(async () => {});
    meanwhile.mockImplementationOnce(async () => void (await tell(other, 'between')));
    try {
      proxy.commands.length = 0;
      // What it has read at first is not true any more: it reads again.
      expect(await tell(store, 'late')).toBe(2);
      const heads = statements().filter((statement) => !statement.startsWith('insert'));
      expect(heads.filter((statement) => statement === 'findAndModify auditHeads')).toHaveLength(1);
      expect(heads.indexOf('findAndModify auditHeads')).toBeGreaterThan(heads.indexOf('update auditHeads'));
      const events = await store.read.audit.list(acme, { after: 0, limit: 9 });
      expect(events.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
    } finally {
      await other.close();
    }
  });

  describe('what a transaction asks side by side', () => {
    beforeEach(async () => {
      await store.transact(acme, async (tx) => {
        await tx.directory.insertMany([draftUser('ann'), draftUser('bob')]);
        await tx.organizations.insert(draftOrganization(acme, ['T1']));
        await tx.requests.insert(draftRequest('ann', 5));
      });
      proxy.commands.length = 0;
    });

    const ann = draftUser('ann').id;
    const bob = draftUser('bob').id;
    const askTwice = (tx: Transaction) =>
      Promise.all([
        tx.directory
          .findUser(acme, ann)
          .then((user) => tx.directory.findUserByLogin(acme, user?.email ?? '')),
        tx.directory
          .findUser(acme, 'usr_nobodyxxxxxxxxxx' as UserId)
          .then(() => tx.organizations.findById(acme)),
        tx.requests.countByTarget(acme, bob, 0).then(() => tx.requests.countByTarget(acme, ann, 0)),
        tx.deliveries.remember('key', 10, 1),
      ]);
    const answers = [
      expect.objectContaining({ id: ann, displayName: 'ann' }),
      expect.objectContaining({ id: acme, slackTenantIds: ['T1'] }),
      1,
      true,
    ];

    it('is one statement, and so is what they ask on', async () => {
      expect(await store.transact(acme, askTwice)).toEqual(answers);
      expect(statements()).toEqual([
        'aggregate auditHeads',
        'aggregate auditHeads',
        'update auditHeads',
        'insert deliveries',
        'commitTransaction',
      ]);
      const [first] = proxy.commands.filter(({ aggregate }) => aggregate === 'auditHeads');
      expect(first).toMatchObject({
        pipeline: [
          { $match: { _id: acme } },
          {
            $lookup: {
              from: 'directoryUsers',
              pipeline: [{ $match: { _id: { $in: [ann, 'usr_nobodyxxxxxxxxxx'] }, organizationId: acme } }],
            },
          },
          { $lookup: { from: 'issueRequests' } },
          { $lookup: { from: 'deliveries', pipeline: [{ $match: { _id: 'key' } }] } },
        ],
      });
    });

    it('counts what is alike at once, each as by itself', async () => {
      await store.transact(acme, (tx) => tx.requests.insert(draftRequest('bob', 5)));
      proxy.commands.length = 0;
      const nobody = draftUser('nobody').id;
      const count = (tx: Transaction) =>
        Promise.all([
          ...[ann, bob, nobody, bob].map((id) => tx.requests.countByTarget(acme, id, 0)),
          tx.requests.countByTarget(acme, bob, 6),
          tx.requests.countByRequester(acme, bob, 0),
          tx.requests.countByRequester(acme, draftRequest('bob', 5).requesterId, 0),
          tx.notices.count(),
        ]);
      expect(await store.transact(acme, count)).toEqual([1, 1, 0, 1, 0, 0, 2, 0]);
      expect(statements()).toEqual(['aggregate auditHeads', 'update auditHeads', 'commitTransaction']);
      const [first] = proxy.commands.filter(({ aggregate }) => aggregate === 'auditHeads');
      const from = ['issueRequests', 'issueRequests', 'issueRequests', 'notices'];
      const lookups = from.map((each) => ({ $lookup: { from: each } }));
      expect(first).toMatchObject({ pipeline: [{ $match: { _id: acme } }, ...lookups] });
    });

    it('sees what was written before it, and nothing of what is written after it', async () => {
      const suspended = { ...draftUser('ann'), status: 'suspended' } as const;
      const found = await store.transact(acme, (tx) =>
        Promise.all([
          tx.directory.findUser(acme, ann),
          tx.directory.findUser(acme, bob),
          tx.directory.update(suspended),
          tx.directory.findUser(acme, ann),
          tx.directory.findUser(acme, bob),
        ]),
      );
      expect(found.map((user) => user?.status)).toEqual([
        'confirmed',
        'confirmed',
        undefined,
        'suspended',
        'confirmed',
      ]);
      expect(statements()).toEqual([
        'aggregate auditHeads',
        'update auditHeads',
        'update directoryUsers',
        'find directoryUsers',
        'commitTransaction',
      ]);
    });

    it('fails as a whole if the answer does not come, and is asked anew', async () => {
      let cuts = 0;
      proxy.hooks = {
        onCommand: (command) => (command.aggregate === 'auditHeads' && cuts++ === 0 ? 'cut' : 'pass'),
      };
      expect(await store.transact(acme, askTwice)).toEqual(answers);
    });

    it('is a statement each on a sharded cluster, which takes no $lookup in a transaction', async () => {
      proxy.hooks = {
        onReply(command, reply) {
          if (!('hello' in command || 'ismaster' in command || 'isMaster' in command)) return reply;
          const { setName: _, hosts: __, topologyVersion: ___, ...rest } = reply;
          return { ...rest, msg: 'isdbgrid' };
        },
      };
      const sharded = await openMongoStore({ uri: new Secret(proxy.uri), keys: createTestKeys() });
      proxy.commands.length = 0;
      try {
        expect(await sharded.transact(acme, askTwice)).toEqual(answers);
        expect(statements()).not.toContain('aggregate auditHeads');
        expect(statements()).toContain('find directoryUsers');
      } finally {
        await sharded.close();
      }
    });
  });
});
