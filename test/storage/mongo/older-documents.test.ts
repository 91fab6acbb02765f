import { type Connection, createConnection } from 'mongoose';
import { expect, it, onTestFinished } from 'vitest';
import { Secret } from '../../../src/domain/crypto/secret.ts';
import { openMongoStore } from '../../../src/storage/mongo/open-mongo-store.ts';
import { createStoreFixtures } from '../../support/store-fixtures.ts';
import { createTestKeys } from '../../support/test-keys.ts';
import { acme, draftOrganization, draftUser } from './drafts.ts';
import { describeMongo, dropDatabase, nameDatabase } from './mongo-database.ts';

/** The collections of the version before there were sources. */
async function writeOlder(raw: Connection): Promise<void> {
  const { sourceId, externalId, manager, department, employeeNumber, id, ...user } = draftUser('ann');
  const person = { _id: id, ...user, logins: [user.email ?? ''] };
  await raw.collection<typeof person>('directoryUsers').insertOne(person);
  const { id: organizationId, ...organization } = draftOrganization(acme, ['T1']);
  await raw.collection<{ _id: string }>('organizations').insertOne({ _id: organizationId, ...organization });
}

describeMongo('documents from before there were sources', (server) => {
  it('are read as those of the operator, and a source can take its place beside them', async () => {
    const uri = nameDatabase(server);
    const raw = await createConnection(uri).asPromise();
    onTestFinished(async () => {
      await raw.destroy();
      await dropDatabase(uri);
    });
    await writeOlder(raw);
    const store = await openMongoStore({ uri: new Secret(uri), keys: createTestKeys() });
    onTestFinished(() => store.close());
    const ann = draftUser('ann');
    expect(await store.read.directory.findUser(acme, ann.id)).toEqual(ann);
    expect((await store.read.directory.listUsers(acme, { after: null, limit: 9 })).users).toEqual([ann]);
    const source = createStoreFixtures('older').source(acme);
    const taken = { ...ann, sourceId: source.id, externalId: 'e-1' };
    await store.transact(acme, async (tx) => {
      await tx.sources.insert(source);
      await tx.directory.update(taken);
    });
    expect(await store.read.directory.findUser(acme, ann.id)).toEqual(taken);
    expect(await store.read.directory.countLiveOfSource(acme, source.id)).toBe(1);
  });
});
