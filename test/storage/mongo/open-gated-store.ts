import { Secret } from '../../../src/domain/crypto/secret.ts';
import type { Store } from '../../../src/ports/store.ts';
import { openMongoStore } from '../../../src/storage/mongo/open-mongo-store.ts';
import { openTcpGate, type TcpGate } from '../../support/open-tcp-gate.ts';
import { createTestKeys } from '../../support/test-keys.ts';
import { dropDatabase, nameDatabase } from './mongo-database.ts';

/** A store in a database of its own that can be cut off from its server, and looks for it for a second at a time. */
export interface GatedStore {
  readonly store: Store;
  readonly gate: TcpGate;
  /** Whether the server answers. */
  isBack(): Promise<boolean>;
  close(): Promise<void>;
}

/** @param server names one host, without TLS */
export async function openGatedStore(server: string): Promise<GatedStore> {
  const uri = nameDatabase(server);
  const own = new URL(uri);
  const gate = await openTcpGate({ host: own.hostname, port: Number(own.port) });
  own.port = String(gate.port);
  // A client that knows of the replica set would go to its members, past the gate.
  own.searchParams.delete('replicaSet');
  own.searchParams.set('directConnection', 'true');
  const store = await openMongoStore({
    uri: new Secret(own.href),
    keys: createTestKeys(),
    serverSelectionTimeoutMs: 1000,
  });
  return {
    store,
    gate,
    isBack: () =>
      store.ping().then(
        () => true,
        () => false,
      ),
    async close() {
      await store.close();
      await gate.close();
      await dropDatabase(uri);
    },
  };
}
