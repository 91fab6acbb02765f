import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Express } from 'express';
import { type BackupCode, liveCodeStates } from '../../src/domain/codes/backup-code.ts';
import { computeCheckSymbol, formatCode } from '../../src/domain/codes/code-format.ts';
import { Secret } from '../../src/domain/crypto/secret.ts';
import type { DirectoryUser } from '../../src/domain/directory/directory-user.ts';
import { createHttpApp, type HttpAppDeps } from '../../src/http/create-http-app.ts';
import { startHttpServer } from '../../src/http/start-http-server.ts';
import type { RequestScope } from '../../src/ports/request-scope.ts';
import type { Store } from '../../src/ports/store.ts';
import { createAddClient } from '../../src/services/clients/add-client.ts';
import { createRedeemingServices } from '../../src/services/redeeming/redeeming-services.ts';
import { nameRequests } from '../../src/services/requests/name-requests.ts';
import { openSqliteStore } from '../../src/storage/sqlite/open-sqlite-store.ts';
import { systemRandom } from '../../src/system/system-random.ts';
import { collectLines } from '../logging/collect-lines.ts';
import { hashCode } from '../support/hash-code.ts';
import { createStoreFixtures, T0 } from '../support/store-fixtures.ts';
import { createTestKeys } from '../support/test-keys.ts';

export const ISSUER = 'https://backupcode.example';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
  readonly text: string;
}

/** The HTTP service with a real store, real services and a real socket; only time stands still. */
export interface HttpWorld {
  readonly url: string;
  readonly app: Express;
  readonly store: Store;
  readonly lena: DirectoryUser;
  /** has no code */
  readonly mia: DirectoryUser;
  /** Lena's, as it was shown */
  readonly code: string;
  readonly record: BackupCode;
  readonly credential: string;
  readonly clock: { at: number; now(): number };
  readonly logText: () => string;
  readonly logLines: () => Record<string, unknown>[];
  redeem(body: unknown, headers?: Record<string, string>): Promise<Answer>;
  request(path: string, init?: RequestInit): Promise<Answer>;
  close(): Promise<void>;
}

/** @param requestScope as the running service has it: events are then named by their requests */
export async function openHttpWorld(
  changed: Partial<HttpAppDeps> = {},
  requestScope?: RequestScope,
): Promise<HttpWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'backupcode-http-'));
  const keys = createTestKeys();
  const store = await openSqliteStore({ path: join(folder, 'test.db'), keys });
  const clock = { at: T0, now: () => clock.at };
  const named = requestScope === undefined ? store : nameRequests(store, requestScope);
  const deps = { store: named, clock, random: systemRandom, keys };
  const fixtures = createStoreFixtures('http');
  const { id: organizationId, owner: lena, member: mia } = await fixtures.seed(store);
  const added = await createAddClient(deps)(organizationId, 'Portal');
  if (added.kind !== 'created') throw new Error('The client of the test is not valid');
  const credential = added.credential.reveal();
  const body = systemRandom.codeSymbols().reveal();
  const symbols = body + computeCheckSymbol(body);
  const draft = fixtures.code(lena);
  const { id: codeId, startsAt, expiresAt } = draft;
  const context = { organizationId, userId: lena.id, codeId, startsAt, expiresAt };
  const hash = await hashCode(new Secret(symbols), context, systemRandom.bytes(16), keys);
  const record: BackupCode = { ...draft, hash, state: liveCodeStates[1] };
  await store.transact(organizationId, (tx) => tx.codes.insert(record));

  const { logger, lines, text } = collectLines();
  let references = 0;
  const app = createHttpApp({
    ...createRedeemingServices(deps, () => ISSUER),
    checkStore: () => store.ping(),
    isReady: () => true,
    isOutboxLate: async () => false,
    slackState: () => 'ok',
    clock,
    logger,
    newReference: () => `ref${String(++references).padStart(4, '0')}`,
    ...(requestScope === undefined ? {} : { requestScope }),
    ...changed,
  });
  const server = await startHttpServer({ app, host: '127.0.0.1', port: 0 });

  const request = async (path: string, init: RequestInit = {}): Promise<Answer> => {
    const response = await fetch(`${server.url}${path}`, init);
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? {} : JSON.parse(text),
      text,
    };
  };
  return {
    url: server.url,
    app,
    store,
    lena,
    mia,
    code: formatCode(symbols),
    record,
    credential,
    clock,
    logText: text,
    logLines: lines,
    request,
    redeem: (sent, headers = {}) =>
      request('/v1/codes/redeem', {
        method: 'POST',
        headers: {
          authorization: `Bearer ${credential}`,
          'content-type': 'application/json',
          ...headers,
        },
        body: typeof sent === 'string' || sent instanceof Uint8Array ? sent : JSON.stringify(sent),
      }),
    async close() {
      await server.close();
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Another well-formed code. */
export function anotherCode(): string {
  const body = systemRandom.codeSymbols().reveal();
  return formatCode(body + computeCheckSymbol(body));
}
