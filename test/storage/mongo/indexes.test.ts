import { type Connection, createConnection } from 'mongoose';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Secret } from '../../../src/domain/crypto/secret.ts';
import { openMongoStore } from '../../../src/storage/mongo/open-mongo-store.ts';
import { createTestKeys } from '../../support/test-keys.ts';
import { describeMongo, nameDatabase } from './mongo-database.ts';

describeMongo('indexes are verified at start', (server) => {
  let uri: string;
  let raw: Connection;

  beforeEach(async () => {
    uri = nameDatabase(server);
    raw = await createConnection(uri).asPromise();
  });
  afterEach(async () => {
    await raw.dropDatabase();
    await raw.destroy();
  });

  async function open(): Promise<void> {
    const store = await openMongoStore({ uri: new Secret(uri), keys: createTestKeys() });
    await store.close();
  }

  it('two instances that start side by side both find their indexes', async () => {
    await Promise.all([open(), open()]);
    const names = (await raw.collection('backupCodes').indexes()).map(({ name }) => name);
    expect(names).toContain('one_live_code_per_user');
  });

  it('an index that was dropped is built again', async () => {
    await open();
    await raw.collection('issueRequests').dropIndex('by_requester');
    await open();
    const names = (await raw.collection('issueRequests').indexes()).map(({ name }) => name);
    expect(names).toContain('by_requester');
  });

  it('S11: an index of an earlier version that would keep requests out is gone, whichever of several instances drops it', async () => {
    await raw
      .collection('issueRequests')
      .createIndex({ organizationId: 1, deliveryKey: 1 }, { name: 'one_request_per_delivery', unique: true });
    await raw.collection('notices').createIndex({ claim: 1 }, { name: 'claimed' });
    await raw.collection('notices').createIndex({ createdAt: 1 }, { name: 'of_the_operator' });
    await Promise.all([open(), open(), open()]);
    await open();
    const namesOf = async (collection: string) =>
      (await raw.collection(collection).indexes()).map(({ name }) => name);
    expect(await namesOf('issueRequests')).not.toContain('one_request_per_delivery');
    expect(await namesOf('notices')).not.toContain('claimed');
    // Not ours to judge.
    expect(await namesOf('notices')).toContain('of_the_operator');
  });

  it('an index that lost its uniqueness is an error that names it', async () => {
    await open();
    await raw.collection('backupCodes').dropIndex('one_live_code_per_user');
    const key = { organizationId: 1, userId: 1 } as const;
    await raw.collection('backupCodes').createIndex(key, { name: 'one_live_code_per_user' });
    await expect(open()).rejects.toThrow(/"one_live_code_per_user" of the MongoDB collection "backupCodes"/);
  });

  it('a TTL index with another time is an error that names it', async () => {
    await open();
    await raw.collection('deliveries').dropIndex('swept_when_over');
    const options = { name: 'swept_when_over', expireAfterSeconds: 60 };
    await raw.collection('deliveries').createIndex({ purgeAt: 1 }, options);
    await expect(open()).rejects.toThrow(/"swept_when_over" of the MongoDB collection "deliveries"/);
  });

  it('duplicates that keep a unique index from being built are an error that says where', async () => {
    await raw
      .collection<{ _id: string }>('relyingServices')
      .insertMany(['a', 'b'].map((_id) => ({ _id, organizationId: 'org_1', name: 'vpn' })));
    await expect(open()).rejects.toThrow(
      /"relyingServices" has duplicates.*"one_client_of_a_name" on organizationId, name/,
    );
  });
});
