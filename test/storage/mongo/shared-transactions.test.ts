import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Store, UniqueViolationError } from '../../../src/ports/store.ts';
import { acme, draftCode, draftEvent, draftNotice, draftUser } from './drafts.ts';
import { describeMongo } from './mongo-database.ts';
import { openProxiedStores, type ProxiedStores } from './open-proxied-stores.ts';
import type { WireProxy } from './wire-proxy.ts';

describeMongo('those who wait share a transaction in MongoDB', (server) => {
  let stores: ProxiedStores;
  let proxy: WireProxy;
  let store: Store;
  let other: Store;

  beforeEach(async () => {
    stores = await openProxiedStores(server, ['ann', 'bob']);
    ({ proxy, store, other } = stores);
  });
  afterEach(() => stores.close());

  const countOf = (name: string, of: string | number) =>
    proxy.commands.filter((command) => command[name] === of).length;
  const appended = async () =>
    (await other.read.audit.list(acme, { after: 0, limit: 99 })).map(({ sequence, target }) => [
      sequence,
      target,
    ]);
  const append = (name: string) =>
    store.transact(acme, (tx) => tx.audit.append({ ...draftEvent(name), target: name }));

  it('N14: ten who come at once take one turn, write their events and notices together, and commit once', async () => {
    const appends = Array.from({ length: 10 }, (_, i) =>
      store.transact(acme, async (tx) => {
        await tx.notices.enqueue(draftNotice(`n${i}`, 1));
        await tx.audit.append({ ...draftEvent(`e${i}`), target: `e${i}` });
        return i;
      }),
    );
    expect(await Promise.all(appends)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(await appended()).toEqual(Array.from({ length: 10 }, (_, i) => [i + 1, `e${i}`]));
    expect(await other.read.notices.count()).toBe(10);
    expect([
      countOf('find', 'auditHeads'),
      countOf('findAndModify', 'auditHeads'),
      countOf('insert', 'auditEvents'),
      countOf('update', 'auditHeads'),
      countOf('insert', 'notices'),
      countOf('commitTransaction', 1),
    ]).toEqual([1, 0, 1, 1, 1, 1]);
  });

  it('each sees what those before it did, as if they had committed', async () => {
    const suspendUnlessAlone = (name: string, colleague: string) =>
      store.transact(acme, async (tx) => {
        const rest = await tx.directory.findUser(acme, draftUser(colleague).id);
        if (rest?.status !== 'confirmed') return 'kept';
        await tx.directory.update({ ...draftUser(name), status: 'suspended' });
        return 'suspended';
      });
    const outcomes = await Promise.all([suspendUnlessAlone('ann', 'bob'), suspendUnlessAlone('bob', 'ann')]);
    expect(outcomes).toEqual(['suspended', 'kept']);
    expect(countOf('commitTransaction', 1)).toBe(1);
  });

  it('N3: of two that insert a live code for one user at once, one does, and only the other is told otherwise', async () => {
    const insert = (name: string) =>
      store.transact(acme, async (tx) => {
        await tx.audit.append({ ...draftEvent(name), target: name });
        await tx.codes.insert(draftCode(name, 'ann'));
      });
    const outcomes = await Promise.allSettled([
      append('before'),
      insert('c1'),
      insert('c2'),
      append('after'),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(outcomes[2]).toMatchObject({ reason: { name: UniqueViolationError.name } });
    expect(await appended()).toEqual([
      [1, 'before'],
      [2, 'c1'],
      [3, 'after'],
    ]);
  });

  it('one that throws is undone alone, and told its own error', async () => {
    class OwnError extends Error {}
    const failing = store.transact(acme, async (tx) => {
      await tx.audit.append(draftEvent('undone'));
      throw new OwnError('undo this');
    });
    const outcomes = await Promise.allSettled([append('a'), failing, append('b')]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(outcomes[1]).toMatchObject({ reason: expect.any(OwnError) });
    expect(await appended()).toEqual([
      [1, 'a'],
      [2, 'b'],
    ]);
  });

  it('what one throws because of another that is undone as well is not its answer', async () => {
    await other.transact(acme, (tx) => tx.codes.insert(draftCode('c0', 'bob')));
    const first = store.transact(acme, async (tx) => {
      await tx.directory.update({ ...draftUser('ann'), status: 'suspended' });
      await tx.codes.insert(draftCode('c1', 'bob'));
    });
    const second = store.transact(acme, async (tx) => {
      const ann = await tx.directory.findUser(acme, draftUser('ann').id);
      if (ann?.status !== 'confirmed') throw new Error('Ann is suspended');
      return 'fine';
    });
    await expect(first).rejects.toThrow(UniqueViolationError);
    // The first's suspension was never committed.
    expect(await second).toBe('fine');
  });

  it('S11: a delivery key that two at once bring is new for one of them', async () => {
    const remember = (name: string) =>
      store.transact(acme, async (tx) => {
        const isNew = await tx.deliveries.remember('the same', 100, 1);
        await tx.audit.append({ ...draftEvent(name), target: name });
        return isNew;
      });
    expect(await Promise.all([remember('a'), remember('b'), remember('c')])).toEqual([true, false, false]);
    expect(await appended()).toEqual([
      [1, 'a'],
      [2, 'b'],
      [3, 'c'],
    ]);
  });

  it('a connection that breaks before the commit makes all of them run anew, and be written once', async () => {
    let cuts = 0;
    proxy.hooks = {
      onCommand: (command) => (command.insert === 'auditEvents' && cuts++ === 0 ? 'cut' : 'pass'),
    };
    await Promise.all(['a', 'b', 'c'].map(append));
    expect(cuts).toBeGreaterThan(1);
    expect((await appended()).map(([sequence]) => sequence)).toEqual([1, 2, 3]);
  });

  it('a commit that is never answered is unknown to all of them, and none is run again', async () => {
    let runs = 0;
    proxy.hooks = { onReply: (command, reply) => ('commitTransaction' in command ? 'cut' : reply) };
    const outcomes = await Promise.allSettled(
      ['a', 'b', 'c'].map((name) =>
        store.transact(acme, (tx) => {
          runs += 1;
          return tx.audit.append({ ...draftEvent(name), target: name });
        }),
      ),
    );
    for (const outcome of outcomes)
      expect(outcome).toMatchObject({ status: 'rejected', reason: { name: 'OutcomeUnknownError' } });
    expect(runs).toBe(3);
    expect(await appended()).toHaveLength(3);
  });

  it('N14: sixty from each of two instances end in one chain, each exactly once', async () => {
    const appendIn = (own: Store, name: string) =>
      own.transact(acme, (tx) => tx.audit.append({ ...draftEvent(name), target: name }));
    const all = Array.from({ length: 120 }, (_, i) => appendIn(i % 2 === 0 ? store : other, `e${i}`));
    await Promise.all(all);
    const events = await other.read.audit.list(acme, { after: 0, limit: 999 });
    expect(events.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 120 }, (_, i) => i + 1));
    expect(new Set(events.map(({ target }) => target)).size).toBe(120);
  });
});
