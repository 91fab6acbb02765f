import { afterEach, beforeEach, expect, it } from 'vitest';
import { Secret } from '../../../src/domain/secret.ts';
import type { Store } from '../../../src/ports/store.ts';
import { openMongoStore } from '../../../src/storage/mongo/open-mongo-store.ts';
import { createTestKeys } from '../../support/test-keys.ts';
import { acme, draftEvent, draftNotice } from './drafts.ts';
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

  it('N14: the events of a transaction are one write, its head another, its notices a third', async () => {
    await store.transact(acme, async (tx) => {
      await tx.audit.append(draftEvent('second'));
      await tx.notices.enqueue(draftNotice('a', 1));
      await tx.audit.append(draftEvent('third'));
      await tx.notices.enqueue(draftNotice('b', 1));
    });
    expect(statements()).toEqual([
      'findAndModify auditHeads',
      'insert auditEvents',
      'update auditHeads',
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
      const last = await tx.audit.append(draftEvent('third'));
      return { latest: latest[0]?.sequence, count, last: last.sequence, head: await tx.audit.head(acme) };
    });
    expect(seen).toMatchObject({ latest: 2, count: 1, last: 3, head: { sequence: 3 } });
    expect((await store.read.audit.list(acme, { after: 0, limit: 9 })).length).toBe(3);
  });

  it('S1: a delivery key is written without a look, and one that is there is found at the second attempt', async () => {
    let runs = 0;
    const remember = (key: string, expiresAt: number, now: number) =>
      store.transact(acme, async (tx) => {
        runs += 1;
        const isNew = await tx.deliveries.remember(key, expiresAt, now);
        await tx.audit.append(draftEvent(`at${now}`));
        return isNew;
      });
    expect(await remember('key', 10, 1)).toBe(true);
    expect(runs).toBe(1);
    expect(statements()).not.toContain('find deliveries');
    expect(await remember('key', 20, 2)).toBe(false);
    expect(await remember('key', 20, 11)).toBe(true);
    expect(await remember('key', 30, 12)).toBe(false);
    expect(runs).toBe(7);
    expect((await store.read.audit.head(acme)).sequence).toBe(5);
  });

  it('N13: notices claimed in the same instant are looked for once, and each goes to one claimer', async () => {
    await store.transact(acme, async (tx) => {
      for (const name of ['a', 'b', 'c']) await tx.notices.enqueue(draftNotice(name, 1));
    });
    proxy.commands.length = 0;
    const claims = await Promise.all(Array.from({ length: 8 }, () => store.outbox.claim(5, 1000, 1)));
    expect(claims.map((claim) => claim.length)).toEqual([1, 1, 1, 0, 0, 0, 0, 0]);
    expect(new Set(claims.flat().map(({ id }) => id)).size).toBe(3);
    expect(statements()).toEqual(['find notices', 'update notices', 'find notices', 'find notices']);
  });
});
