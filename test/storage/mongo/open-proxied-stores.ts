import { Secret } from '../../../src/domain/crypto/secret.ts';
import type { Store } from '../../../src/ports/store.ts';
import { openMongoStore } from '../../../src/storage/mongo/open-mongo-store.ts';
import { createTestKeys } from '../../support/test-keys.ts';
import { acme, draftUser } from './drafts.ts';
import { dropDatabase, nameDatabase } from './mongo-database.ts';
import { openWireProxy, type WireProxy } from './wire-proxy.ts';

/** Two instances on a database of their own. */
export interface ProxiedStores {
  readonly proxy: WireProxy;
  /** Behind the proxy. */
  readonly store: Store;
  readonly other: Store;
  close(): Promise<void>;
}

/** @param people who is in the directory; what was sent for that is forgotten */
export async function openProxiedStores(server: string, people: readonly string[]): Promise<ProxiedStores> {
  const uri = nameDatabase(server);
  const proxy = await openWireProxy(uri);
  const options = { keys: createTestKeys(), waitMsMax: 60_000 };
  const store = await openMongoStore({ uri: new Secret(proxy.uri), ...options });
  const other = await openMongoStore({ uri: new Secret(uri), ...options });
  await other.transact(acme, (tx) => tx.directory.insertMany(people.map((name) => draftUser(name))));
  proxy.commands.length = 0;
  return {
    proxy,
    store,
    other,
    async close() {
      proxy.hooks = {};
      await Promise.all([store.close(), other.close()]);
      await proxy.close();
      await dropDatabase(uri);
    },
  };
}
