import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { createHttp } from '../../../src/compose/create-http.ts';
import { seedAcme } from '../../../src/demo/seed-acme.ts';
import { requestsPerMinuteLimits } from '../../../src/domain/clients/client.ts';
import type { Source } from '../../../src/domain/directory/source.ts';
import { startHttpServer } from '../../../src/http/start-http-server.ts';
import type { Store } from '../../../src/ports/store.ts';
import { createAddClient } from '../../../src/services/clients/add-client.ts';
import { createRequestScope } from '../../../src/system/request-scope.ts';
import { systemClock } from '../../../src/system/system-clock.ts';
import { systemRandom } from '../../../src/system/system-random.ts';
import { openTestStore } from '../../support/open-test-store.ts';
import { createTestKeys } from '../../support/test-keys.ts';
import { createDatabase, type StoreKind } from './open-bench-store.ts';

export interface ScimServer {
  /** Without the resource's path. */
  readonly url: string;
  readonly token: string;
  close(): Promise<void>;
}

export interface OwnScimServer extends ScimServer {
  readonly store: Store;
  /** What the client of the token writes. */
  readonly source: Source;
}

/** The program's HTTP interface behind a socket, over a store of its own, with one client. Its log is written, and goes nowhere. */
export async function openScimServer(kind: StoreKind = 'sqlite'): Promise<OwnScimServer> {
  const database = await createDatabase(kind);
  const keys = createTestKeys();
  const store = await openTestStore(database.url, keys);
  const deps = { store, clock: systemClock, random: systemRandom, keys };
  const organization = await seedAcme(deps);
  const terms = { scopes: ['scim'], requestsPerMinute: requestsPerMinuteLimits[1] } as const;
  const added = await createAddClient(deps)(organization.id, 'Bench', terms);
  if (added.kind !== 'created') throw new Error(`The client could not be added: ${added.kind}`);
  const source = await store.read.sources.findByClient(organization.id, added.service.id);
  if (source === null) throw new Error('The client has no source');
  const app = createHttp({
    ...deps,
    logger: pino(pino.destination('/dev/null')),
    slackHandler: null,
    newReference: () => randomUUID(),
    isReady: () => true,
    slackState: () => 'ok',
    issuer: () => 'https://backupcode.example',
    requestScope: createRequestScope(),
    trustedProxies: [],
  });
  const server = await startHttpServer({ app, host: '127.0.0.1', port: 0 });
  return {
    url: `${server.url}/scim/v2`,
    token: added.credential.reveal(),
    store,
    source,
    async close() {
      await server.close();
      await store.close();
      await database.drop();
    },
  };
}
