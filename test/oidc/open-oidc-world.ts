import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express, { type RequestHandler } from 'express';
import mongoose from 'mongoose';
import { defaultOidcClientSettings, type OidcClientSettings } from '../../src/domain/clients/oidc-client.ts';
import type { BackupCode } from '../../src/domain/codes/backup-code.ts';
import { computeCheckSymbol, formatCode } from '../../src/domain/codes/code-format.ts';
import type { KeyRing } from '../../src/domain/crypto/key-ring.ts';
import { Secret } from '../../src/domain/crypto/secret.ts';
import type { DirectoryUser } from '../../src/domain/directory/directory-user.ts';
import type { OrganizationId } from '../../src/domain/ids.ts';
import { startHttpServer } from '../../src/http/start-http-server.ts';
import { createOidcEdge } from '../../src/oidc/create-oidc-edge.ts';
import { OIDC_PATH } from '../../src/oidc/oidc-path.ts';
import { createSelfSignedCertificate } from '../../src/oidc/self-signed-certificate.ts';
import type { Store } from '../../src/ports/store.ts';
import { createAddClient } from '../../src/services/clients/add-client.ts';
import { createOidcServices } from '../../src/services/sign-in/oidc-services.ts';
import { systemRandom } from '../../src/system/system-random.ts';
import { collectLines } from '../logging/collect-lines.ts';
import { hashCode } from '../support/hash-code.ts';
import { openTestStore } from '../support/open-test-store.ts';
import { showSkippedStore } from '../support/show-skipped-store.ts';
import { createStoreFixtures } from '../support/store-fixtures.ts';
import { createTestKeys } from '../support/test-keys.ts';

export type StoreKind = 'sqlite' | 'mongodb';

/** Both stores where a MongoDB is at hand (the MongoDB leg), else the embedded one. */
showSkippedStore();

export const storeKinds: readonly StoreKind[] =
  process.env.MONGODB_URI === undefined ? ['sqlite'] : ['sqlite', 'mongodb'];

export const REDIRECT_URI = 'http://127.0.0.1:9/callback';

export interface TestClient {
  readonly id: string;
  readonly secret: string;
}

export interface TestTerms {
  readonly redirectUri?: string;
  readonly requestsPerMinute?: number;
  readonly expiresAt?: number;
}

export interface Instance {
  readonly url: string;
  readonly issuer: string;
  readonly store: Store;
  close(): Promise<void>;
}

/** The provider with a real store and a real socket; time may be moved on. */
export interface OidcWorld extends Instance {
  readonly databaseUrl: string;
  readonly keys: KeyRing;
  readonly organizationId: OrganizationId;
  readonly lena: DirectoryUser;
  readonly mia: DirectoryUser;
  readonly clock: { offset: number; now(): number };
  readonly logText: () => string;
  addClient(name: string, settings?: Partial<OidcClientSettings>, terms?: TestTerms): Promise<TestClient>;
  issueCode(user: DirectoryUser, change?: Partial<BackupCode>): Promise<string>;
  /** Another instance on the same data, reached under the same public address or its own. */
  startAnother(options?: InstanceOptions): Promise<Instance>;
}

export interface InstanceOptions {
  readonly keys?: KeyRing;
  /** where the first one is, unless told */
  readonly publicUrl?: string;
  readonly wrapStore?: (store: Store) => Store;
}

export async function openOidcWorld(kind: StoreKind, options: InstanceOptions = {}): Promise<OidcWorld> {
  const { databaseUrl, drop } = await createDatabase(kind);
  const clock = { offset: 0, now: () => Date.now() + clock.offset };
  const keys = options.keys ?? createTestKeys();
  const { logger, text } = collectLines();
  const fixtures = createStoreFixtures('oidc');
  const opened: Instance[] = [];

  async function startInstance({
    keys: ring = keys,
    publicUrl,
    wrapStore,
  }: InstanceOptions): Promise<Instance> {
    const plain = await openTestStore(databaseUrl, ring);
    const store = wrapStore?.(plain) ?? plain;
    const deps = { store, clock, random: systemRandom, keys: ring };
    let handler: RequestHandler = (_request, response) => void response.status(503).end();
    const app = express();
    app.set('query parser', false);
    app.use(OIDC_PATH, (request, response, next) => handler(request, response, next));
    const server = await startHttpServer({ app, host: '127.0.0.1', port: 0 });
    const origin = publicUrl ?? server.url;
    handler = await createOidcEdge({
      ...createOidcServices(deps, createSelfSignedCertificate),
      publicUrl: origin,
      clock,
      random: systemRandom,
      keys: ring,
      read: store.read,
      log: logger,
      sourceOf: ({ socket }) => `http:${socket.remoteAddress}`,
    });
    const instance = {
      url: server.url,
      issuer: `${origin}${OIDC_PATH}`,
      store,
      async close() {
        await server.close();
        await plain.close();
      },
    };
    opened.push(instance);
    return instance;
  }

  const first = await startInstance(options);
  const { id: organizationId, owner: lena, member: mia } = await fixtures.seed(first.store);
  return {
    ...first,
    databaseUrl,
    keys,
    organizationId,
    lena,
    mia,
    clock,
    logText: text,
    startAnother: (other = {}) => startInstance({ publicUrl: first.url, ...other }),
    async addClient(name, settings = {}, { redirectUri = REDIRECT_URI, ...terms } = {}) {
      const oidc = { ...defaultOidcClientSettings, ...settings, redirectUris: [redirectUri] };
      const deps = { store: first.store, clock, random: systemRandom, keys };
      const added = await createAddClient(deps)(organizationId, name, { ...terms, oidc });
      if (added.kind !== 'created') throw new Error(`The client of the test is not valid: ${added.kind}`);
      return { id: added.service.id, secret: added.credential.reveal() };
    },
    async issueCode(user, change = {}) {
      const body = systemRandom.codeSymbols().reveal();
      const symbols = body + computeCheckSymbol(body);
      const now = clock.now();
      const draft = fixtures.code(user, { createdAt: now, expiresAt: now + 3_600_000, ...change });
      const { id: codeId, startsAt, expiresAt } = draft;
      const context = { organizationId, userId: user.id, codeId, startsAt, expiresAt };
      const hash = await hashCode(new Secret(symbols), context, systemRandom.bytes(16), keys);
      const record: BackupCode = { ...draft, hash };
      await first.store.transact(organizationId, (tx) => tx.codes.insert(record));
      return formatCode(symbols);
    },
    async close() {
      for (const instance of opened) await instance.close();
      await drop();
    },
  };
}

export async function createDatabase(
  kind: StoreKind,
): Promise<{ databaseUrl: string; drop: () => Promise<void> }> {
  if (kind === 'sqlite') {
    const folder = await mkdtemp(join(tmpdir(), 'backupcode-oidc-'));
    return {
      databaseUrl: `sqlite:${join(folder, 'test.db')}`,
      drop: () => rm(folder, { recursive: true, force: true }),
    };
  }
  const uri = new URL(process.env.MONGODB_URI ?? '');
  uri.pathname = `/oidc_${Date.now().toString(36)}_${Math.floor(Math.random() * 1e9).toString(36)}`;
  return {
    databaseUrl: uri.href,
    async drop() {
      const connection = await mongoose.createConnection(uri.href).asPromise();
      await connection.dropDatabase();
      await connection.close();
    },
  };
}
