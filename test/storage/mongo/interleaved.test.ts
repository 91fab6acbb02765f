import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { newLockout } from '../../../src/domain/redeeming/lockout.ts';
import { type Store, type Transaction, UniqueViolationError } from '../../../src/ports/store.ts';
import { listCountedFor } from '../../support/list-counted.ts';
import { acme, draftCode, draftEvent, draftRequest, draftUser } from './drafts.ts';
import { describeMongo } from './mongo-database.ts';
import { openProxiedStores, type ProxiedStores } from './open-proxied-stores.ts';
import type { WireProxy } from './wire-proxy.ts';

describeMongo('transactions of one organization that come together in MongoDB', (server) => {
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
  const all = (work: (tx: Transaction, index: number) => Promise<unknown>, count = names.length) =>
    Promise.all(Array.from({ length: count }, (_, i) => store.transact(acme, (tx) => work(tx, i))));
  const countTargets = async () =>
    (await other.read.audit.list(acme, { after: 0, limit: 999 })).map(({ target }) => target);

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
      const counted = await listCountedFor(tx.requests, acme, targetId);
      if (counted.length >= 2) return false;
      await tx.requests.insert({ ...draftRequest(`r${i}`), targetId });
      return true;
    });
    expect(admitted).toEqual([true, true, false, false, false, false]);
  });

  it('N7: each that changes what it has found changes what the one before left', async () => {
    const id = draftUser('ann').id;
    await other.transact(acme, (tx) => tx.lockouts.put(newLockout(acme, id, 1)));
    await all(async (tx, i) => {
      const lockout = await tx.lockouts.find(acme, id);
      if (lockout === null) throw new Error('gone');
      if (i % 3 === 0) await nextTurn();
      await tx.lockouts.put({ ...lockout, consecutiveFailures: lockout.consecutiveFailures + 1 });
    }, 12);
    expect((await other.read.lockouts.find(acme, id))?.consecutiveFailures).toBe(12);
  });

  it('what one has written that then throws is undone, and nothing else', async () => {
    const outcomes = await Promise.allSettled(
      names.map((name, i) =>
        store.transact(acme, async (tx) => {
          await tx.audit.append({ ...draftEvent(`e${i}`), target: name });
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

  it('S1: a key that another organization has brought meanwhile is known at the next attempt', async () => {
    const elsewhere = draftEvent('x', 'org_elsewhere0000000' as typeof acme).organizationId;
    let runs = 0;
    const isNew = await store.transact(acme, async (tx) => {
      runs += 1;
      if (runs === 1) await other.transact(elsewhere, (their) => their.deliveries.remember('key', 10, 1));
      return tx.deliveries.remember('key', 10, 1);
    });
    expect([isNew, runs]).toEqual([false, 2]);
  });

  it('of rows that must be unique the second is refused, and the others are not', async () => {
    const outcomes = await Promise.allSettled(
      names.map((name, i) =>
        store.transact(acme, (tx) => tx.codes.insert(draftCode(`c${i}`, i < 2 ? 'ann' : name))),
      ),
    );
    expect(outcomes.map(({ status }) => status[0])).toEqual(['f', 'r', 'f', 'f', 'f', 'f']);
    expect(outcomes[1]).toMatchObject({ reason: { name: UniqueViolationError.name } });
  });

  it('a row that is inserted and then updated in the same transaction is there as updated', async () => {
    await store.transact(acme, async (tx) => {
      await tx.directory.insert(draftUser('gus'));
      await tx.directory.update({ ...draftUser('gus'), status: 'suspended' });
    });
    expect((await other.read.directory.findUser(acme, draftUser('gus').id))?.status).toBe('suspended');
  });

  it('within one, a read after a write sees it', async () => {
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

  it('N7: a write that fails unnoticed fails the attempt, and the next one makes it', async () => {
    const id = draftUser('ann').id;
    let cuts = 0;
    proxy.hooks = {
      onCommand: (command) => (command.update === 'redeemGuards' && cuts++ === 0 ? 'cut' : 'pass'),
    };
    const answer = await store.transact(acme, async (tx) => {
      await tx.lockouts.put({ ...newLockout(acme, id, 1), consecutiveFailures: 3 });
      // Not awaited: the work ends before it.
      tx.lockouts.find(acme, id).catch(() => undefined);
      return 'counted';
    });
    expect([answer, cuts]).toEqual(['counted', 2]);
    expect((await other.read.lockouts.find(acme, id))?.consecutiveFailures).toBe(3);
  });

  it('N14: what many move to and fro from two instances at random is neither lost nor made', async () => {
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

  it('S1: of those that bring the same delivery key, the first is new, and twice in one transaction it is new once', async () => {
    expect(await all((tx) => tx.deliveries.remember('same', 100, 1), 3)).toEqual([true, false, false]);
    const twice = await store.transact(acme, (tx) =>
      Promise.all([tx.deliveries.remember('twice', 10, 1), tx.deliveries.remember('twice', 10, 1)]),
    );
    expect(twice).toEqual([true, false]);
  });

  it('S1: a delivery key that is over is new again', async () => {
    const remember = (expiresAt: number, now: number) =>
      store.transact(acme, (tx) => tx.deliveries.remember('key', expiresAt, now));
    expect(await remember(10, 1)).toBe(true);
    expect(await remember(20, 2)).toBe(false);
    expect(await remember(20, 11)).toBe(true);
    expect(await remember(30, 12)).toBe(false);
  });

  it('S1: a delivery key that two organizations bring side by side is new for one of them', async () => {
    const globex = 'org_globexxxxxxxxxxx' as typeof acme;
    const { promise: bothHaveLooked, resolve: haveBothLooked } = Promise.withResolvers<void>();
    let looks = 0;
    const remember = (organizationId: typeof acme) =>
      store.transact(organizationId, async (tx) => {
        await tx.audit.head(organizationId);
        looks += 1;
        if (looks === 2) haveBothLooked();
        await bothHaveLooked;
        return tx.deliveries.remember('key', 10, 1);
      });
    const outcomes = await Promise.all([remember(acme), remember(globex)]);
    expect(outcomes.sort()).toEqual([false, true]);
  });

  it('N11 S9: what another instance has changed counts in the next transaction', async () => {
    const ann = draftUser('ann');
    const statusOf = () =>
      store.transact(acme, async (tx) => (await tx.directory.findUser(acme, ann.id))?.status);
    expect(await statusOf()).toBe('confirmed');
    await other.transact(acme, (tx) => tx.directory.update({ ...ann, status: 'suspended' }));
    expect(await statusOf()).toBe('suspended');
  });

  it('N3: a code that was written here and redeemed by another instance is redeemed', async () => {
    const code = draftCode('c', 'ann');
    const redeem = (tx: Transaction) =>
      tx.codes.transition(acme, code.id, ['active'], 'redeemed', { settledAt: 5 });
    await store.transact(acme, (tx) => tx.codes.insert(code));
    expect((await other.transact(acme, redeem))?.state).toBe('redeemed');
    expect(await store.transact(acme, redeem)).toBeNull();
  });
});
