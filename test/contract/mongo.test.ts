import { type Connection, createConnection } from 'mongoose';
import { describeMongo, dropDatabase, nameDatabase } from '../storage/mongo/mongo-database.ts';
import type { ContractDatabase, RawAccess } from './contract-harness.ts';
import { describeStoreContract } from './store-contract.ts';

describeMongo('on a MongoDB server', (server) => {
  describeStoreContract('MongoDB', {
    createDatabase: async (): Promise<ContractDatabase> => {
      const url = nameDatabase(server);
      return { url, raw: createRawAccess(url), destroy: () => dropDatabase(url) };
    },
    // A server gives up a transaction whose client has died after transactionLifetimeLimitSeconds, 60 unless set.
    recoveryMsMax: 90_000,
  });
});

function createRawAccess(url: string): RawAccess {
  async function withConnection<T>(action: (connection: Connection) => Promise<T>): Promise<T> {
    const connection = await createConnection(url).asPromise();
    try {
      return await action(connection);
    } finally {
      await connection.destroy();
    }
  }

  return {
    dump: () =>
      withConnection(async (connection) => {
        const collections = (await connection.listCollections()).map(({ name }) =>
          connection.collection(name),
        );
        return JSON.stringify(await Promise.all(collections.map((each) => each.find().toArray())));
      }),
    changeAuditReason: (organizationId, sequence, reason) =>
      withConnection(async (connection) => {
        await connection
          .collection('auditEvents')
          .updateOne({ organizationId, sequence }, { $set: { reason } });
      }),
    deleteAuditEvent: (organizationId, sequence) =>
      withConnection(async (connection) => {
        await connection.collection('auditEvents').deleteOne({ organizationId, sequence });
      }),
    renumberAuditEvent: (organizationId, from, to) =>
      withConnection(async (connection) => {
        const renumbered = { $set: { sequence: to } };
        await connection.collection('auditEvents').updateOne({ organizationId, sequence: from }, renumbered);
      }),
  };
}
