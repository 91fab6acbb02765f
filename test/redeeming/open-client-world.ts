import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Client } from '../../src/domain/clients/client.ts';
import type { BackupCode } from '../../src/domain/codes/backup-code.ts';
import { computeCheckSymbol, formatCode } from '../../src/domain/codes/code-format.ts';
import { createKeyRing, type KeyRing } from '../../src/domain/crypto/key-ring.ts';
import { Secret } from '../../src/domain/crypto/secret.ts';
import type { DirectoryUser } from '../../src/domain/directory/directory-user.ts';
import type { OrganizationId } from '../../src/domain/ids.ts';
import { createHttpApp } from '../../src/http/create-http-app.ts';
import { startHttpServer } from '../../src/http/start-http-server.ts';
import type { Store } from '../../src/ports/store.ts';
import { type ClientTerms, createAddClient } from '../../src/services/clients/add-client.ts';
import type { ServiceDeps } from '../../src/services/deps.ts';
import { createRedeemingServices } from '../../src/services/redeeming/redeeming-services.ts';
import { systemRandom } from '../../src/system/system-random.ts';
import { collectLines } from '../logging/collect-lines.ts';
import { dropDatabase, mongoServer, nameDatabase } from '../storage/mongo/mongo-database.ts';
import { hashCode } from '../support/hash-code.ts';
import { openTestStore } from '../support/open-test-store.ts';
import { showSkippedStore } from '../support/show-skipped-store.ts';
import { createStoreFixtures, T0 } from '../support/store-fixtures.ts';

/** Both stores where a MongoDB is at hand, else the embedded one. */
export const storeKinds = mongoServer === null ? (['sqlite'] as const) : (['sqlite', 'mongodb'] as const);

showSkippedStore();

export const masterKey = (id: string) => ({
  id,
  bytes: new Secret<Uint8Array>(new Uint8Array(32).fill(id === 'test' ? 7 : id.length)),
});
export const ringOf = (...ids: string[]): KeyRing => createKeyRing(ids.map(masterKey));

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
  readonly text: string;
}

export interface TestClient {
  readonly service: Client;
  readonly credential: string;
}

/** One running instance: an HTTP server over a store handle of its own. */
export interface Instance {
  readonly url: string;
  send(
    client: TestClient | null,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer>;
}

export interface RelyingWorld {
  readonly organizationId: OrganizationId;
  readonly store: Store;
  readonly deps: ServiceDeps;
  readonly lena: DirectoryUser;
  /** has no code */
  readonly mia: DirectoryUser;
  readonly clock: { at: number; now(): number };
  readonly main: Instance;
  readonly databaseUrl: string;
  start(changed?: { store?: Store; keys?: KeyRing }): Promise<Instance>;
  openAnother(): Promise<Store>;
  addClient(name: string, terms?: ClientTerms): Promise<TestClient>;
  issue(overrides?: Partial<BackupCode>): Promise<{ code: string; record: BackupCode }>;
  actions(): Promise<string[]>;
}

/** The clients' side of the program with a real store and real sockets; only time stands still. Ends with the test. */
export async function openClientWorld(kind: (typeof storeKinds)[number] = 'sqlite'): Promise<RelyingWorld> {
  const closing: (() => Promise<unknown>)[] = [];
  onTestFinished(async () => {
    for (const close of closing.reverse()) await close();
  });
  const databaseUrl = await createDatabase(kind, closing);
  const keys = ringOf('test');
  const openAnother = async (): Promise<Store> => {
    const opened = await openTestStore(databaseUrl, keys);
    closing.push(() => opened.close());
    return opened;
  };
  const store = await openAnother();
  const clock = { at: T0, now: () => clock.at };
  const deps: ServiceDeps = { store, clock, random: systemRandom, keys };
  const fixtures = createStoreFixtures('relying');
  const { id: organizationId, owner: mia, member: lena } = await fixtures.seed(store);

  async function start(changed: { store?: Store; keys?: KeyRing } = {}): Promise<Instance> {
    const own = { ...deps, ...changed };
    let url = '';
    const app = createHttpApp({
      ...createRedeemingServices(own, () => url),
      checkStore: () => own.store.ping(),
      isReady: () => true,
      isOutboxLate: async () => false,
      slackState: () => 'ok',
      clock,
      logger: collectLines().logger,
      newReference: () => 'reference',
    });
    const server = await startHttpServer({ app, host: '127.0.0.1', port: 0 });
    closing.push(() => server.close());
    url = server.url;
    return {
      url,
      async send(client, path, body, headers = {}) {
        const response = await fetch(`${server.url}${path}`, {
          method: body === undefined ? 'GET' : 'POST',
          headers: {
            ...(client === null ? {} : { authorization: `Bearer ${client.credential}` }),
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
            ...headers,
          },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
        const text = await response.text();
        return { status: response.status, headers: response.headers, text, body: JSON.parse(text) };
      },
    };
  }

  return {
    organizationId,
    store,
    deps,
    lena,
    mia,
    clock,
    databaseUrl,
    main: await start(),
    start,
    openAnother,
    async addClient(name, terms = {}) {
      const added = await createAddClient(deps)(organizationId, name, terms);
      if (added.kind !== 'created') throw new Error(`The client of the test: ${added.kind}`);
      return { service: added.service, credential: added.credential.reveal() };
    },
    async issue(overrides = {}) {
      const drawn = systemRandom.codeSymbols().reveal();
      const symbols = drawn + computeCheckSymbol(drawn);
      const draft = fixtures.code(lena, { issuedBy: mia.id, createdAt: clock.at, ...overrides });
      const { id: codeId, startsAt, expiresAt } = draft;
      const context = { organizationId, userId: draft.userId, codeId, startsAt, expiresAt };
      const hash = await hashCode(new Secret(symbols), context, systemRandom.bytes(16), keys);
      const record = { ...draft, hash };
      await store.transact(organizationId, (tx) => tx.codes.insert(record));
      return { code: formatCode(symbols), record };
    },
    actions: async () =>
      (await store.read.audit.list(organizationId, { after: 0, limit: 1000 })).map(({ action }) => action),
  };
}

async function createDatabase(
  kind: 'sqlite' | 'mongodb',
  closing: (() => Promise<unknown>)[],
): Promise<string> {
  if (kind === 'mongodb') {
    const uri = nameDatabase(mongoServer ?? '');
    closing.push(() => dropDatabase(uri));
    return uri;
  }
  const folder = await mkdtemp(join(tmpdir(), 'backupcode-relying-'));
  closing.push(() => rm(folder, { recursive: true, force: true }));
  return `sqlite:${join(folder, 'test.db')}`;
}

/** Well-formed, and nobody's. */
export function wrongCode(): string {
  const drawn = systemRandom.codeSymbols().reveal();
  return formatCode(drawn + computeCheckSymbol(drawn));
}

export function errorCodeOf({ body }: Answer): unknown {
  return (body.error as { code?: unknown } | undefined)?.code;
}
