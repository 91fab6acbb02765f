import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OrganizationId } from '../../../src/domain/ids.ts';
import type { Store, Transaction } from '../../../src/ports/store.ts';
import { createRecentAnswers, type RecentAnswers } from '../../../src/storage/mongo/recent-answers.ts';
import type { Rows } from '../../../src/storage/mongo/rows.ts';
import { acme, draftCode, draftEvent, draftRequest, draftUser } from './drafts.ts';
import { describeMongo } from './mongo-database.ts';
import { openProxiedStores, type ProxiedStores } from './open-proxied-stores.ts';

const ann = draftUser('ann');
const elsewhere = 'org_elsewhere0000000' as OrganizationId;

describeMongo('what transactions have found lately, in MongoDB', (server) => {
  let stores: ProxiedStores;
  let store: Store;
  let other: Store;

  beforeEach(async () => {
    stores = await openProxiedStores(server, ['ann']);
    ({ store, other } = stores);
  });
  afterEach(() => stores.close());

  const findAnn = (tx: Transaction) => tx.directory.findUser(acme, ann.id);
  const statusOf = async () => (await store.transact(acme, findAnn))?.status;
  const suspend = (tx: Transaction) => tx.directory.update({ ...ann, status: 'suspended' });
  const looksFor = (collection: string) =>
    stores.proxy.commands.filter((command) => JSON.stringify(command).includes(collection)).length;

  it('N14: is not looked for again while nobody else has had a turn', async () => {
    expect([await statusOf(), await statusOf(), await statusOf()]).toEqual(Array(3).fill('confirmed'));
    expect(looksFor('directoryUsers')).toBe(1);
  });

  it('N11 S9: is looked for again when another instance has had one, whatever it did', async () => {
    await statusOf();
    await other.transact(acme, suspend);
    expect(await statusOf()).toBe('suspended');
    await other.transact(acme, (tx) => tx.audit.append(draftEvent('e')));
    await statusOf();
    expect(looksFor('directoryUsers')).toBe(3);
  });

  it('N11 S9: whoever went by it while another instance changed it goes again, and sees that', async () => {
    await statusOf();
    let runs = 0;
    const seen = await store.transact(acme, async (tx) => {
      runs += 1;
      const user = await findAnn(tx);
      if (runs === 1) await other.transact(acme, suspend);
      // The first that the database is asked.
      await tx.requests.countByTarget(acme, ann.id, 0);
      return user?.status;
    });
    expect([seen, runs]).toEqual(['suspended', 2]);
    // From now on, for a while, the turn is taken before anything is looked for.
    expect(await statusOf()).toBe('suspended');
    await other.transact(acme, (tx) => tx.directory.update(ann));
    expect(await statusOf()).toBe('confirmed');
  });

  it('N11 S9: and so does one that asks the database nothing else, and writes', async () => {
    await statusOf();
    let runs = 0;
    await store.transact(acme, async (tx) => {
      runs += 1;
      const user = await findAnn(tx);
      if (runs === 1) await other.transact(acme, suspend);
      await tx.audit.append({ ...draftEvent('e'), details: { status: user?.status ?? null } });
    });
    const [event] = await other.read.audit.listLatest(acme, 1);
    expect([event?.details, runs]).toEqual([{ status: 'suspended' }, 2]);
  });

  it('N11 S9: what one writes itself it sees, in the same transaction and in the next', async () => {
    await statusOf();
    const seen = await store.transact(acme, async (tx) => {
      await suspend(tx);
      return (await findAnn(tx))?.status;
    });
    expect([seen, await statusOf()]).toEqual(['suspended', 'suspended']);
  });

  it('N14: what was written and undone is not there', async () => {
    await statusOf();
    const failing = store.transact(acme, async (tx) => {
      await suspend(tx);
      await findAnn(tx);
      throw new Error('undone');
    });
    await expect(failing).rejects.toThrow('undone');
    expect(await statusOf()).toBe('confirmed');
  });

  it('N3: a code that was written here and redeemed by another instance is redeemed', async () => {
    const code = draftCode('c', 'ann');
    const redeem = (tx: Transaction) =>
      tx.codes.transition(acme, code.id, ['active'], 'redeemed', { settledAt: 5 });
    await store.transact(acme, (tx) => tx.codes.insert(code));
    expect((await other.transact(acme, redeem))?.state).toBe('redeemed');
    expect(await store.transact(acme, redeem)).toBeNull();
  });

  it('N14: what was written is known by its id, as it was changed last', async () => {
    const request = draftRequest('r');
    await store.transact(acme, (tx) => tx.requests.insert(request));
    const move = (tx: Transaction) =>
      tx.requests.transition(acme, request.id, ['pending'], 'cancelled', { settledAt: 5 });
    const [moved, seen] = await store.transact(
      acme,
      async (tx) => [await move(tx), await tx.requests.find(acme, request.id)] as const,
    );
    expect([moved?.state, seen?.state]).toEqual(['cancelled', 'cancelled']);
    stores.proxy.commands.length = 0;
    const found = await store.transact(acme, (tx) => tx.requests.find(acme, request.id));
    expect(found).toEqual({ ...request, state: 'cancelled', settledAt: 5 });
    expect(looksFor('issueRequests')).toBe(0);
    expect(await other.read.requests.find(acme, request.id)).toEqual(found);
  });

  it('N14: nobody changes another organization’s without a turn of it', async () => {
    for (const wrong of [
      (tx: Transaction) => tx.directory.update({ ...ann, organizationId: elsewhere }),
      (tx: Transaction) => tx.codes.insert({ ...draftCode('c', 'ann'), organizationId: elsewhere }),
      (tx: Transaction) => tx.organizations.setPolicy(elsewhere, {} as never),
    ])
      await expect(store.transact(acme, wrong)).rejects.toThrow('own organization');
  });
});

describe('what transactions have found lately', () => {
  const name = (collectionName: string) => ({ collectionName }) as Rows;
  const users = name('directoryUsers');
  const remembered = {
    organizations: name('organizations'),
    settled: [users],
    moving: [name('backupCodes')],
  };
  const where = { _id: ann.id, organizationId: acme };
  let at = 0;
  let recent: RecentAnswers;
  beforeEach(() => {
    at = 0;
    recent = createRecentAnswers(remembered, () => at);
  });

  function keep(organizationId: OrganizationId, wheres: readonly object[], turns: number): void {
    const recollection = recent.recall(organizationId);
    for (const one of wheres) recollection.found(users, { ...one }, [{ turns }]);
    recollection.keep({ sequence: 1, turns });
  }

  it('is forgotten after two seconds, however much is found meanwhile', () => {
    keep(acme, [where], 1);
    at = 1999;
    keep(acme, [{ ...where, _id: 'other' }], 2);
    expect(recent.recall(acme).find(users, where)).toEqual([{ turns: 1 }]);
    at = 2000;
    expect(recent.recall(acme).find(users, where)).toBeNull();
    keep(acme, [where], 3);
    at = 3999;
    expect(recent.recall(acme).find(users, where)).toEqual([{ turns: 3 }]);
  });

  it('is forgotten when it is not known whose turn was the last', () => {
    keep(acme, [where], 1);
    recent.forget(acme);
    expect(recent.recall(acme).find(users, where)).toBeNull();
  });

  it('is true only of the turn after which it was kept', () => {
    keep(acme, [where], 1);
    const unasked = recent.recall(acme);
    expect(unasked.check({ sequence: 1, turns: 2 })).toBe(true);
    expect(unasked.find(users, where)).toBeNull();
    const asked = recent.recall(acme);
    asked.find(users, where);
    expect(asked.check({ sequence: 1, turns: 1 })).toBe(true);
    const misled = recent.recall(acme);
    misled.find(users, where);
    expect(misled.check({ sequence: 2, turns: 1 })).toBe(false);
  });

  it('is each organization’s own, and of what others have nothing is kept', () => {
    keep(acme, [where], 1);
    expect(recent.recall(elsewhere).find(users, where)).toBeNull();
    keep(elsewhere, [where], 1);
    expect(recent.recall(elsewhere).find(users, where)).toBeNull();
  });

  it('is not kept if it was not committed, nor what was changed meanwhile', () => {
    recent.recall(acme).found(users, where, []);
    expect(recent.recall(acme).find(users, where)).toBeNull();
    const changing = recent.recall(acme);
    changing.found(users, where, []);
    changing.written([
      { rows: users, kind: 'insertion', operation: {} as never, faces: [where], isRace: false },
    ]);
    expect(changing.find(users, where)).toBeNull();
    changing.keep({ sequence: 1, turns: 1 });
    expect(recent.recall(acme).find(users, where)).toBeNull();
  });

  it('is some thousands at the most', () => {
    for (let index = 0; index < 60; index += 1)
      keep(
        `org_${index}` as OrganizationId,
        Array.from({ length: 100 }, (_, id) => ({ _id: `${id}`, organizationId: `org_${index}` })),
        1,
      );
    const known = Array.from({ length: 60 }, (_, index) => `org_${index}` as OrganizationId).filter(
      (id) => recent.recall(id).find(users, { _id: '1', organizationId: id }) !== null,
    );
    expect(known.length).toBeLessThanOrEqual(50);
    expect(known).toContain('org_59');
  });
});
