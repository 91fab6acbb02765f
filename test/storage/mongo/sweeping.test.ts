import { type Connection, createConnection } from 'mongoose';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Secret } from '../../../src/domain/crypto/secret.ts';
import { newLockout } from '../../../src/domain/redeeming/lockout.ts';
import type { Store } from '../../../src/ports/store.ts';
import { openMongoStore } from '../../../src/storage/mongo/open-mongo-store.ts';
import { createTestKeys } from '../../support/test-keys.ts';
import { acme } from './drafts.ts';
import { describeMongo, dropDatabase, nameDatabase } from './mongo-database.ts';

const MINUTE_MS = 60_000;

describeMongo('what MongoDB sweeps away by itself', (server) => {
  let uri: string;
  let store: Store;
  let raw: Connection;
  const wallNow = Date.UTC(2100, 0, 1);

  beforeEach(async () => {
    uri = nameDatabase(server);
    const wallClock = { now: () => wallNow };
    store = await openMongoStore({ uri: new Secret(uri), keys: createTestKeys(), wallClock });
    raw = await createConnection(uri).asPromise();
  });
  afterEach(async () => {
    await Promise.all([store.close(), raw.destroy()]);
    await dropDatabase(uri);
  });

  it('S1: a replay key goes no earlier than it is over, by the real time and not the caller’s', async () => {
    await store.replayKeys.remember('alone', 15 * MINUTE_MS, 5 * MINUTE_MS);
    await store.transact(acme, (tx) => tx.deliveries.remember('inside', 15 * MINUTE_MS, 5 * MINUTE_MS));
    const rows = await raw.collection('deliveries').find().toArray();
    expect(rows.map((row) => row.purgeAt.getTime() - wallNow)).toEqual([20 * MINUTE_MS, 20 * MINUTE_MS]);
  });

  it('N7: a user’s lockout is never swept, one of an unknown login is', async () => {
    await store.transact(acme, async (tx) => {
      await tx.lockouts.put(newLockout(acme, 'usr_ann0000000000000', 0));
      await tx.lockouts.put(newLockout(acme, 'digest', 0));
    });
    const rows = await raw.collection('redeemGuards').find().sort({ key: 1 }).toArray();
    expect(rows.map((row) => [row.key, row.purgeAt === null])).toEqual([
      ['digest', false],
      ['usr_ann0000000000000', true],
    ]);
  });
});
