import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Secret } from '../../../src/domain/crypto/secret.ts';
import {
  OutcomeUnknownError,
  type Store,
  StoreUnavailableError,
  UniqueViolationError,
} from '../../../src/ports/store.ts';
import { openMongoStore } from '../../../src/storage/mongo/open-mongo-store.ts';
import { createTestKeys } from '../../support/test-keys.ts';
import { acme, draftCode, draftEvent, draftUser } from './drafts.ts';
import { describeMongo, dropDatabase, nameDatabase } from './mongo-database.ts';
import { openWireProxy, type WireProxy } from './wire-proxy.ts';

describeMongo('transactions in MongoDB', (server) => {
  let uri: string;
  let proxy: WireProxy;
  let store: Store;
  let other: Store;

  beforeEach(async () => {
    uri = nameDatabase(server);
    proxy = await openWireProxy(uri);
    const keys = createTestKeys();
    store = await openMongoStore({ uri: new Secret(proxy.uri), keys, serverSelectionTimeoutMs: 1000 });
    other = await openMongoStore({ uri: new Secret(uri), keys });
    await other.transact(acme, (tx) => tx.directory.insertMany([draftUser('ann'), draftUser('bob')]));
    proxy.commands.length = 0;
  });
  afterEach(async () => {
    await Promise.all([store.close(), other.close()]);
    await proxy.close();
    await dropDatabase(uri);
  });

  const commandNames = () => proxy.commands.map((command) => Object.keys(command)[0]);
  const sequences = async () =>
    (await other.read.audit.list(acme, { after: 0, limit: 99 })).map((e) => e.sequence);

  it('a commit whose answer is lost is asked for again and written once', async () => {
    let lost = 0;
    proxy.hooks = {
      onReply: (command, reply) => ('commitTransaction' in command && lost++ === 0 ? 'cut' : reply),
    };
    await store.transact(acme, (tx) => tx.audit.append(draftEvent('once')));
    expect(lost).toBeGreaterThan(1);
    expect(await sequences()).toEqual([1]);
  });

  it('a connection that breaks before the commit makes the work run again, and be written once', async () => {
    let runs = 0;
    proxy.hooks = {
      onCommand: (command) => (command.insert === 'auditEvents' && runs === 1 ? 'cut' : 'pass'),
    };
    await store.transact(acme, (tx) => {
      runs += 1;
      return tx.audit.append(draftEvent('once'));
    });
    expect(runs).toBe(2);
    expect(await sequences()).toEqual([1]);
  });

  it('a commit that is never answered is an outage that says it is not known', async () => {
    proxy.hooks = { onReply: (command, reply) => ('commitTransaction' in command ? 'cut' : reply) };
    let runs = 0;
    const outcome = store.transact(acme, (tx) => {
      runs += 1;
      return tx.audit.append(draftEvent('lost'));
    });
    await expect(outcome).rejects.toThrow(OutcomeUnknownError);
    await expect(outcome).rejects.toThrow('didn’t say whether it committed');
    expect(runs).toBe(1);
    // Here it had, as a caller who looks can see.
    expect(await sequences()).toEqual([1]);
  });

  it('a server that goes away is an outage for every kind of call, and nothing is written', async () => {
    await proxy.close();
    const calls = [
      store.ping(),
      store.transact(acme, (tx) => tx.audit.append(draftEvent('lost'))),
      store.read.directory.countUsers(acme),
      store.outbox.claim({ now: 1, leaseMs: 1, limit: 1, slackTenantIds: ['T1'], busy: [] }),
      store.replayKeys.remember('key', 2, 1),
    ];
    for (const outcome of await Promise.allSettled(calls)) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { name: 'StoreUnavailableError' } });
    }
    expect(await sequences()).toEqual([]);
  });

  it('a server that accepts but never answers is an outage too, in time', async () => {
    const limits = { answerTimeoutMs: 200, serverSelectionTimeoutMs: 1000 };
    const hasty = await openMongoStore({ uri: new Secret(proxy.uri), keys: createTestKeys(), ...limits });
    proxy.hooks = {
      onReply: (command, reply) => ('find' in command || 'aggregate' in command ? 'lose' : reply),
    };
    try {
      await expect(hasty.read.audit.head(acme)).rejects.toThrow(StoreUnavailableError);
      const reading = hasty.transact(acme, (tx) => tx.directory.findUser(acme, draftUser('ann').id));
      await expect(reading).rejects.toThrow(StoreUnavailableError);
    } finally {
      proxy.hooks = {};
      await hasty.close();
    }
  });

  it('two that read what the other writes do not both commit (write skew)', async () => {
    const { promise: bothHaveRead, resolve: haveBothRead } = Promise.withResolvers<void>();
    let readers = 0;
    const suspendUnlessAlone = (own: Store, name: string, colleague: string) =>
      own.transact(acme, async (tx) => {
        const rest = await tx.directory.findUser(acme, draftUser(colleague).id);
        readers += 1;
        if (readers === 2) haveBothRead();
        // Gives the other one every chance to read before either writes.
        await Promise.race([bothHaveRead, sleep(300)]);
        if (rest?.status !== 'confirmed') return 'kept';
        await tx.directory.update({ ...draftUser(name), status: 'suspended' });
        return 'suspended';
      });
    const outcomes = await Promise.all([
      suspendUnlessAlone(store, 'ann', 'bob'),
      suspendUnlessAlone(other, 'bob', 'ann'),
    ]);
    expect(outcomes.sort()).toEqual(['kept', 'suspended']);
  });

  it('N14: 100 appends from two instances give one chain without gaps', async () => {
    const appends = Array.from({ length: 100 }, (_, i) =>
      (i % 2 === 0 ? store : other).transact(acme, (tx) => tx.audit.append(draftEvent(`e${i}`))),
    );
    await Promise.all(appends);
    expect(await sequences()).toEqual(Array.from({ length: 99 }, (_, i) => i + 1));
    expect((await other.read.audit.head(acme)).sequence).toBe(100);
  });

  it('one instance does not get in its own way: its transactions conflict with nothing', async () => {
    await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        store.transact(acme, (tx) => tx.audit.append(draftEvent(`e${i}`))),
      ),
    );
    expect(await sequences()).toHaveLength(20);
    expect(commandNames()).not.toContain('abortTransaction');
  });

  it('work that swallows a broken uniqueness is rolled back all the same', async () => {
    await store.transact(acme, (tx) => tx.codes.insert(draftCode('first', 'ann')));
    const outcome = store.transact(acme, async (tx) => {
      await tx.audit.append(draftEvent('e1'));
      await tx.codes.insert(draftCode('second', 'ann')).catch(() => undefined);
      return 'went on';
    });
    await expect(outcome).rejects.toThrow(UniqueViolationError);
    await expect(outcome).rejects.toThrow('one_live_code_per_user');
    expect(await sequences()).toEqual([]);
  });

  it('statements that work starts side by side run one after another', async () => {
    const found = await store.transact(acme, (tx) =>
      Promise.all(
        ['ann', 'bob', 'ann'].map((name) => tx.directory.findUserByLogin(acme, `${name}@acme.test`)),
      ),
    );
    expect(found.map((user) => user?.displayName)).toEqual(['ann', 'bob', 'ann']);
  });

  it('work that never ends is rolled back, and the next one has its turn', async () => {
    const limits = { waitMsMax: 5000, holdMsMax: 200 };
    const hasty = await openMongoStore({ uri: new Secret(uri), keys: createTestKeys(), ...limits });
    try {
      const stuck = hasty.transact(acme, async (tx) => {
        await tx.audit.append(draftEvent('stuck'));
        return new Promise<never>(() => undefined);
      });
      const next = hasty.transact(acme, (tx) => tx.audit.append(draftEvent('next')));
      await expect(stuck).rejects.toThrow(StoreUnavailableError);
      await next;
      expect(await sequences()).toEqual([1]);
    } finally {
      await hasty.close();
    }
  });

  it('a transaction that waits too long for its turn is refused, and is not run afterwards', async () => {
    const limits = { waitMsMax: 50, holdMsMax: 5000 };
    const hasty = await openMongoStore({ uri: new Secret(uri), keys: createTestKeys(), ...limits });
    try {
      const { promise: held, resolve: release } = Promise.withResolvers<void>();
      const begun = Promise.withResolvers<void>();
      const first = hasty.transact(acme, () => {
        begun.resolve();
        return held;
      });
      await begun.promise;
      let wasRun = false;
      const second = hasty.transact(acme, async () => {
        wasRun = true;
      });
      await expect(second).rejects.toThrow(StoreUnavailableError);
      release();
      await first;
      await hasty.transact(acme, (tx) => tx.audit.head(acme));
      expect(wasRun).toBe(false);
    } finally {
      await hasty.close();
    }
  });

  it('an event of another organization is refused in a transaction that does not lock its chain', async () => {
    const foreign = draftEvent('foreign', 'org_other000000000' as typeof acme);
    await expect(store.transact(acme, (tx) => tx.audit.append(foreign))).rejects.toThrow(
      'its own organization',
    );
  });
});
