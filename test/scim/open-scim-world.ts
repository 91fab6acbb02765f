import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHttp } from '../../src/compose/create-http.ts';
import type { Client } from '../../src/domain/clients/client.ts';
import type { OrganizationId } from '../../src/domain/ids.ts';
import { startHttpServer } from '../../src/http/start-http-server.ts';
import type { Store } from '../../src/ports/store.ts';
import { type ClientTerms, createAddClient } from '../../src/services/clients/add-client.ts';
import { createRequestScope } from '../../src/system/request-scope.ts';
import { systemRandom } from '../../src/system/system-random.ts';
import { collectLines } from '../logging/collect-lines.ts';
import { openTestStore } from '../support/open-test-store.ts';
import { createStoreFixtures, T0 } from '../support/store-fixtures.ts';
import { createTestKeys } from '../support/test-keys.ts';

const { MONGODB_URI } = process.env;

export interface TestStore {
  readonly name: string;
  /** A store of its own, and what takes it away. */
  locate(): Promise<{ readonly url: string; readonly folder: string | null; clean(): Promise<void> }>;
}

/** SQLite, and MongoDB where there is one. */
export const testStores: readonly TestStore[] = [
  {
    name: 'SQLite',
    async locate() {
      const folder = await mkdtemp(join(tmpdir(), 'backupcode-scim-'));
      return {
        url: `sqlite:${join(folder, 'test.db')}`,
        folder,
        clean: () => rm(folder, { recursive: true, force: true }),
      };
    },
  },
  ...(MONGODB_URI === undefined
    ? []
    : [
        {
          name: 'MongoDB',
          async locate() {
            const url = new URL(MONGODB_URI);
            url.pathname = `/scim_${randomUUID().replaceAll('-', '')}`;
            return { url: url.href, folder: null, clean: async () => undefined };
          },
        },
      ]),
];

export interface ScimAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: an answer's body, whose shape each test asserts
  readonly body: any;
}

export interface ScimClient {
  readonly client: Client;
  readonly credential: string;
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<ScimAnswer>;
}

export interface ScimWorld {
  readonly store: Store;
  readonly organizationId: OrganizationId;
  readonly url: string;
  readonly folder: string | null;
  readonly clock: { at: number; now(): number };
  readonly logText: () => string;
  addClient(name: string, terms?: ClientTerms, organization?: OrganizationId): Promise<ScimClient>;
  /** Another organization in the same store. */
  addOrganization(): Promise<OrganizationId>;
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<ScimAnswer>;
  close(): Promise<void>;
}

/** The whole HTTP interface over a real store and a real socket; only time stands still. */
export async function openScimWorld(kind: TestStore): Promise<ScimWorld> {
  const place = await kind.locate();
  const keys = createTestKeys();
  const store = await openTestStore(place.url, keys);
  const clock = { at: T0, now: () => clock.at };
  const deps = { store, clock, random: systemRandom, keys };
  const fixtures = createStoreFixtures('scim');
  const { id: organizationId } = await fixtures.seed(store);
  const { logger, text } = collectLines();
  let url = 'https://backupcode.example';
  const app = createHttp({
    ...deps,
    logger,
    slackHandler: null,
    newReference: () => randomUUID(),
    isReady: () => true,
    slackState: () => 'ok',
    issuer: () => url,
    requestScope: createRequestScope(),
    trustedProxies: [],
  });
  const server = await startHttpServer({ app, host: '127.0.0.1', port: 0 });
  url = server.url;

  /** `node:http` sends paths as they are: `fetch` would tidy up the quotes that Entra ID sends. */
  function send(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<ScimAnswer> {
    const sent = body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body);
    const { hostname, port } = new URL(url);
    return new Promise((resolve, reject) => {
      const request = httpRequest(
        {
          hostname,
          port,
          method,
          path: `/scim/v2${path}`,
          headers: {
            ...(sent === null
              ? {}
              : {
                  'content-type': 'application/scim+json',
                  'content-length': String(Buffer.byteLength(sent)),
                }),
            ...headers,
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () => {
            const answer = Buffer.concat(chunks).toString();
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              text: answer,
              body: answer === '' ? null : JSON.parse(answer),
            });
          });
        },
      );
      request.once('error', reject);
      request.end(sent ?? undefined);
    });
  }

  return {
    store,
    organizationId,
    url,
    folder: place.folder,
    clock,
    logText: text,
    send,
    async addClient(name, terms = {}, organization = organizationId) {
      const added = await createAddClient(deps)(organization, name, {
        scopes: ['scim'],
        requestsPerMinute: 60_000,
        ...terms,
      });
      if (added.kind !== 'created') throw new Error(`The client could not be added: ${added.kind}`);
      const credential = added.credential.reveal();
      return {
        client: added.service,
        credential,
        send: (method, path, body, headers = {}) =>
          send(method, path, body, { authorization: `Bearer ${credential}`, ...headers }),
      };
    },
    addOrganization: async () => (await fixtures.seed(store)).id,
    async close() {
      await server.close();
      await store.close();
      await place.clean();
    },
  };
}
