import { type Connection, createConnection, mongo } from 'mongoose';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Secret } from '../../../src/domain/crypto/secret.ts';
import type { Store } from '../../../src/ports/store.ts';
import { openMongoStore } from '../../../src/storage/mongo/open-mongo-store.ts';
import { createTestKeys } from '../../support/test-keys.ts';
import { describeMongo, dropDatabase, nameDatabase } from './mongo-database.ts';

const ROUNDS = 5;
const KEYS = 50;
const OTHERS = 3;

describeMongo('replay keys while others are in the way', (server) => {
  let uri: string;
  let store: Store;
  let raw: Connection;

  beforeEach(async () => {
    uri = nameDatabase(server);
    store = await openMongoStore({ uri: new Secret(uri), keys: createTestKeys() });
    raw = await createConnection(uri).asPromise();
  });
  afterEach(async () => {
    await Promise.all([store.close(), raw.destroy()]);
    await dropDatabase(uri);
  });

  /** The same keys in one statement, the other way round. @returns those that were new to it */
  async function rememberReversed(keys: readonly string[]): Promise<readonly string[]> {
    const reversed = keys.toReversed();
    const upserts = reversed.map((_id) => ({
      updateOne: {
        filter: { _id, expiresAt: { $lte: 0 } },
        update: { $set: { expiresAt: 600_000 } },
        upsert: true,
      },
    }));
    const { upsertedIds } = await raw
      .collection<{ _id: string; expiresAt: number }>('deliveries')
      .bulkWrite(upserts, { ordered: false })
      .catch((error: unknown) => {
        if (error instanceof mongo.MongoBulkWriteError) return error;
        throw error;
      });
    return Object.values(upsertedIds);
  }

  it('S1: each is new to one caller, and none is refused, while others have the same keys in another order', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const keys = Array.from({ length: KEYS }, (_, index) => `${round}-${index}`).sort();
      const [isNew, ...theirs] = await Promise.all([
        Promise.all(keys.map((key) => store.replayKeys.remember(key, 600_000, 0))),
        ...Array.from({ length: OTHERS }, () => rememberReversed(keys)),
      ]);
      const ours = keys.filter((_, index) => isNew[index]);
      // A key whose other statement was rejected may be new to no one.
      const firsts = [...ours, ...theirs.flat()];
      expect(firsts.length).toBe(new Set(firsts).size);
      const isNewNow = await Promise.all(keys.map((key) => store.replayKeys.remember(key, 600_000, 0)));
      expect(isNewNow).toEqual(keys.map((key) => !firsts.includes(key)));
    }
  }, 60_000);
});
