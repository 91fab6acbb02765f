import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { CodeId } from '../../../src/domain/ids.ts';
import { newLockout } from '../../../src/domain/redeeming/lockout.ts';
import { type Store, type Transaction, UniqueViolationError } from '../../../src/ports/store.ts';
import { acme, draftCode, draftEvent, draftNotice, draftRequest, draftUser } from './drafts.ts';
import { describeMongo } from './mongo-database.ts';
import { openProxiedStores, type ProxiedStores } from './open-proxied-stores.ts';
import type { WireProxy } from './wire-proxy.ts';

describeMongo('those who share a transaction in MongoDB run side by side', (server) => {
  let stores: ProxiedStores;
  let proxy: WireProxy;
  let store: Store;
  let other: Store;

  beforeEach(async () => {
    stores = await openProxiedStores(server, names);
    ({ proxy, store, other } = stores);
  });
  afterEach(() => stores.close());

  const names = ['ann', 'bob', 'cid', 'dot', 'eve', 'fay'];
  const countOf = (name: string) => proxy.commands.filter((command) => name in command).length;
  const all = (work: (tx: Transaction, index: number) => Promise<unknown>, count = names.length) =>
    Promise.all(Array.from({ length: count }, (_, i) => store.transact(acme, (tx) => work(tx, i))));
  const countTargets = async () =>
    (await other.read.audit.list(acme, { after: 0, limit: 999 })).map(({ target }) => target);

  it('what they ask and write is the same few statements, however many they are', async () => {
    await all(async (tx, i) => {
      const name = names[i] ?? '';
      await tx.deliveries.remember(`key${i}`, 10, 1);
      const user = await tx.directory.findUserByLogin(acme, `${name}@acme.test`);
      if (user === null || (await tx.codes.findLive(acme, user.id)) !== null) throw new Error('unfit');
      await tx.codes.insert(draftCode(`c${i}`, name));
      await tx.requests.insert(draftRequest(`r${i}`));
      await tx.notices.enqueue(draftNotice(`n${i}`, 1));
      await tx.audit.append({ ...draftEvent(`e${i}`), target: name });
    });
    expect(countOf('commitTransaction')).toBe(1);
    expect(countOf('find') + countOf('aggregate')).toBe(3);
    expect(countOf('insert')).toBe(5);
    expect(await countTargets()).toEqual(names);
  });

  it('N3: of many that make the same code redeemed, one does, and all the others see it', async () => {
    await other.transact(acme, (tx) => tx.codes.insert(draftCode('c', 'ann')));
    const won = await all(async (tx) => {
      const code = await tx.codes.transition(acme, draftCode('c', 'ann').id, ['active'], 'redeemed', {
        settledAt: 5,
      });
      await tx.audit.append({ ...draftEvent('e'), id: draftEvent(`e${Math.random()}`.slice(2, 12)).id });
      return code !== null;
    }, 12);
    expect(won.filter(Boolean)).toHaveLength(1);
    expect(won[0]).toBe(true);
    expect((await countTargets()).length).toBe(12);
  });

  it('S11: of those who count before they write, none counts too little (phantoms)', async () => {
    const admitted = await all(async (tx, i) => {
      const { targetId } = draftRequest('r');
      const count = await tx.requests.countByTarget(acme, targetId, 0);
      if (count >= 2) return false;
      await tx.requests.insert({ ...draftRequest(`r${i}`), targetId });
      return true;
    });
    expect(admitted).toEqual([true, true, false, false, false, false]);
  });

  it('one that changes what it has found changes what is there, however often it is run again', async () => {
    const id = draftUser('ann').id;
    await other.transact(acme, (tx) => tx.lockouts.put(newLockout(acme, id, 1)));
    await all(async (tx, i) => {
      const lockout = await tx.lockouts.find(acme, id);
      if (lockout === null) throw new Error('gone');
      if (i % 3 === 0) await nextTurn();
      await tx.lockouts.put({ ...lockout, consecutiveFailures: lockout.consecutiveFailures + 1 });
    }, 12);
    expect((await other.read.lockouts.find(acme, id))?.consecutiveFailures).toBe(12);
    expect(countOf('commitTransaction')).toBe(1);
  });

  it('who asks for what it has written itself gets it, and nobody else is run by themselves', async () => {
    let runs = 0;
    const heads = await all(async (tx, i) => {
      runs += 1;
      await tx.audit.append({ ...draftEvent(`e${i}`), target: names[i] ?? null });
      if (i !== 2) return null;
      const [latest] = await tx.audit.listLatest(acme, 1);
      return latest?.target;
    });
    expect(heads).toEqual([null, null, 'cid', null, null, null]);
    expect(runs).toBe(names.length + 1);
    expect((await countTargets()).toSorted()).toEqual(names);
  });

  it('what one has written that then throws is undone with nobody else', async () => {
    const outcomes = await Promise.allSettled(
      names.map((name, i) =>
        store.transact(acme, async (tx) => {
          await tx.audit.append({ ...draftEvent(`e${i}`), target: name });
          // Read back: its writes are made before the others'.
          if (i === 1) await tx.audit.head(acme);
          if (i === 1 || i === 4) throw new Error(`${name} throws`);
          return name;
        }),
      ),
    );
    expect(outcomes.map(({ status }) => status[0])).toEqual(['f', 'r', 'f', 'f', 'r', 'f']);
    expect(outcomes[1]).toMatchObject({ reason: { message: 'bob throws' } });
    expect((await countTargets()).toSorted()).toEqual(['ann', 'cid', 'dot', 'fay']);
  });

  it('who swallows that it cannot go on side by side is run again all the same', async () => {
    const answers = await all(async (tx, i) => {
      await tx.notices.enqueue(draftNotice(`n${i}`, 1));
      return i === 0 ? tx.notices.count().catch(() => 'swallowed') : null;
    });
    expect(typeof answers[0]).toBe('number');
    expect(await other.read.notices.count()).toBe(names.length);
  });

  it('within one, of two that change the same row at once one does', async () => {
    await other.transact(acme, (tx) => tx.codes.insert(draftCode('c', 'ann')));
    const { id } = draftCode('c', 'ann');
    const move = (tx: Transaction) => tx.codes.transition(acme, id, ['active'], 'revoked', { settledAt: 5 });
    const [both] = await Promise.all([
      store.transact(acme, (tx) => Promise.all([move(tx), move(tx)])),
      store.transact(acme, (tx) => tx.audit.append(draftEvent('e'))),
    ]);
    expect(both.filter((code) => code !== null)).toHaveLength(1);
  });

  it('a key that an other organization has brought meanwhile is known at the next attempt', async () => {
    const elsewhere = draftEvent('x', 'org_elsewhere0000000' as typeof acme).organizationId;
    let runs = 0;
    const isNew = await store.transact(acme, async (tx) => {
      runs += 1;
      const result = await tx.deliveries.remember('key', 10, 1);
      if (runs === 1) await other.transact(elsewhere, (their) => their.deliveries.remember('key', 10, 1));
      return result;
    });
    expect([isNew, runs]).toEqual([false, 2]);
  });

  it('what changes several in the same way is one operation, and what changes one otherwise another', async () => {
    const codes = names.map((name, i) => draftCode(`c${i}`, name));
    await other.transact(acme, async (tx) => {
      for (const code of codes) await tx.codes.insert(code);
    });
    const revoked = await all((tx, i) => {
      const changed = { settledAt: i < 2 ? 7 : 5 };
      return tx.codes.transition(acme, codes[i]?.id as CodeId, ['active'], 'revoked', changed);
    });
    const updates = proxy.commands.filter(({ update }) => update === 'backupCodes');
    expect(updates).toMatchObject([{ updates: [{ multi: true }, { multi: true }] }]);
    const stored = await Promise.all(codes.map(({ id }) => other.read.codes.find(acme, id)));
    expect(stored).toEqual(revoked);
    expect(stored.map((code) => code?.settledAt)).toEqual([7, 7, 5, 5, 5, 5]);
  });

  it('of rows that must be unique the second to come is told, and the others are not', async () => {
    const outcomes = await Promise.allSettled(
      names.map((name, i) =>
        store.transact(acme, (tx) => tx.codes.insert(draftCode(`c${i}`, i < 2 ? 'ann' : name))),
      ),
    );
    expect(outcomes.map(({ status }) => status[0])).toEqual(['f', 'r', 'f', 'f', 'f', 'f']);
    expect(outcomes[1]).toMatchObject({ reason: { name: UniqueViolationError.name } });
  });

  it('a row that is inserted and changed, unread, in the same transaction is there as changed', async () => {
    await store.transact(acme, async (tx) => {
      await tx.directory.insert(draftUser('gus'));
      await tx.directory.update({ ...draftUser('gus'), status: 'suspended' });
    });
    expect((await other.read.directory.findUser(acme, draftUser('gus').id))?.status).toBe('suspended');
  });

  it('within one, what was found before its own writes were made is found anew', async () => {
    const id = draftUser('ann').id;
    const lockout = newLockout(acme, id, 1);
    await other.transact(acme, (tx) => tx.lockouts.put(lockout));
    const seen = await store.transact(acme, async (tx) => {
      const find = async () => (await tx.lockouts.find(acme, id))?.consecutiveFailures;
      const putAndFind = async () => {
        await tx.lockouts.put({ ...lockout, consecutiveFailures: 2 });
        return find();
      };
      return [...(await Promise.all([find(), putAndFind()])), await find()];
    });
    expect(seen).toEqual([0, 2, 2]);
  });

  it('N7: a write that fails unheard fails all the same, and is made by the next attempt', async () => {
    const id = draftUser('ann').id;
    let cuts = 0;
    proxy.hooks = {
      onCommand: (command) => (command.update === 'redeemGuards' && cuts++ === 0 ? 'cut' : 'pass'),
    };
    const answer = await store.transact(acme, async (tx) => {
      await tx.lockouts.put({ ...newLockout(acme, id, 1), consecutiveFailures: 3 });
      // Nobody waits for it, nor hears of what goes wrong.
      tx.lockouts.find(acme, id).catch(() => undefined);
      return 'counted';
    });
    expect([answer, cuts]).toEqual(['counted', 2]);
    expect((await other.read.lockouts.find(acme, id))?.consecutiveFailures).toBe(3);
  });

  it('N14: what many move to and fro from two instances at random is neither lost nor made, as if one after another', async () => {
    const accounts = names.map((name) => draftUser(name).id);
    await other.transact(acme, async (tx) => {
      for (const id of accounts)
        await tx.lockouts.put({ ...newLockout(acme, id, 1), consecutiveFailures: 10 });
    });
    const move = (own: Store, index: number) =>
      own.transact(acme, async (tx) => {
        const [from, to] = [accounts[(index * 7) % 6], accounts[(index * 5 + 1) % 6]];
        if (from === undefined || to === undefined || from === to) return;
        const [giver, taker] = await Promise.all([tx.lockouts.find(acme, from), tx.lockouts.find(acme, to)]);
        if (giver === null || taker === null) throw new Error('gone');
        if (index % 4 === 0) await nextTurn();
        if (giver.consecutiveFailures === 0) return;
        await tx.lockouts.put({ ...giver, consecutiveFailures: giver.consecutiveFailures - 1 });
        await tx.lockouts.put({ ...taker, consecutiveFailures: taker.consecutiveFailures + 1 });
        await tx.audit.append({ ...draftEvent(`e${index}`), details: { from, to } });
        if (index % 9 === 0) throw new Error('undone');
      });
    await Promise.allSettled(
      Array.from({ length: 120 }, (_, index) => move(index % 3 === 0 ? other : store, index)),
    );
    const expected = new Map(accounts.map((id) => [id as string, 10]));
    for (const { details } of await other.read.audit.list(acme, { after: 0, limit: 999 })) {
      const [from, to] = [String(details.from), String(details.to)];
      expected.set(from, (expected.get(from) ?? 0) - 1);
      expected.set(to, (expected.get(to) ?? 0) + 1);
    }
    const stored = await Promise.all(accounts.map((id) => other.read.lockouts.find(acme, id)));
    expect(stored.map((lockout) => lockout?.consecutiveFailures)).toEqual([...expected.values()]);
    expect([...expected.values()].reduce((sum, count) => sum + count, 0)).toBe(60);
  });
});
