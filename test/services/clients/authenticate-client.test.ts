import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { Secret } from '../../../src/domain/crypto/secret.ts';
import { createAddClient } from '../../../src/services/clients/add-client.ts';
import { createAuthenticateClient } from '../../../src/services/clients/authenticate-client.ts';
import { openSqliteStore } from '../../../src/storage/sqlite/open-sqlite-store.ts';
import { systemRandom } from '../../../src/system/system-random.ts';
import { recordCalls } from '../../support/record-calls.ts';
import { createStoreFixtures, T0 } from '../../support/store-fixtures.ts';
import { createTestKeys } from '../../support/test-keys.ts';

async function open() {
  const folder = await mkdtemp(join(tmpdir(), 'backupcode-clients-'));
  const keys = createTestKeys();
  const store = await openSqliteStore({ path: join(folder, 'test.db'), keys });
  onTestFinished(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });
  const clock = { at: T0, now: () => clock.at };
  const { id } = await createStoreFixtures('auth').seed(store);
  const add = createAddClient({ store, clock, keys, random: systemRandom });
  const [portal, intranet] = [await add(id, 'Portal'), await add(id, 'Intranet')];
  if (portal.kind !== 'created' || intranet.kind !== 'created')
    throw new Error('The test services are not valid');
  const calls: string[] = [];
  const authenticate = createAuthenticateClient({
    store: recordCalls(store, calls),
    clock,
    random: systemRandom,
    keys,
  });
  return { id, store, clock, portal, intranet, calls, authenticate };
}

describe('whose credential it is', () => {
  test('each credential opens its own service', async () => {
    const { authenticate, portal, intranet } = await open();
    expect((await authenticate(portal.credential))?.id).toBe(portal.service.id);
    expect((await authenticate(intranet.credential))?.id).toBe(intranet.service.id);
  });

  test('a secret under another id, a wrong secret and an unknown id are nobody, after the same steps', async () => {
    const { authenticate, portal, intranet, calls } = await open();
    const secret = portal.credential.reveal().slice(-43);
    const presented = [
      `bkc_${intranet.service.id}_${secret}`,
      `bkc_${portal.service.id}_${'A'.repeat(43)}`,
      `bkc_cli_${'z'.repeat(24)}_${secret}`,
    ];
    for (const text of presented) {
      calls.length = 0;
      expect(await authenticate(new Secret(text))).toBeNull();
      expect(calls).toEqual(['read.clients.find']);
    }
  });

  test('what was never a credential does not even reach the store', async () => {
    const { authenticate, calls } = await open();
    for (const text of ['', 'bkc_', 'bkc_cli_x_y', 'x'.repeat(5000)]) {
      expect(await authenticate(new Secret(text))).toBeNull();
    }
    expect(calls).toEqual([]);
  });

  test('when it was last used is kept, to the minute', async () => {
    const { authenticate, portal, store, clock } = await open();
    const lastUsed = async () => (await store.read.clients.find(portal.service.id))?.lastUsedAt;
    expect(await lastUsed()).toBeNull();
    for (const [ms, expected] of [
      [0, T0],
      [59_999, T0],
      [60_000, T0 + 60_000],
      [60_001, T0 + 60_000],
    ] as const) {
      clock.at = T0 + ms;
      await authenticate(portal.credential);
      expect(await lastUsed()).toBe(expected);
    }
  });
});

test('N19: owners are told once, two weeks before the credential of a client in use expires', async () => {
  const { id, store, clock, portal, authenticate } = await open();
  const expiresAt = T0 + 15 * 86_400_000;
  const { scopes, requestsPerMinute } = portal.service;
  await store.transact(id, (tx) =>
    tx.clients.setAllowance(id, portal.service.id, {
      scopes,
      requestsPerMinute,
      expiresAt,
    }),
  );
  const listTold = async () =>
    (await store.read.notices.listOverdue(clock.at, 99)).flatMap(({ content }) =>
      content.kind === 'security_change' && content.action === 'client.expiring' ? [content.changes] : [],
    );
  await authenticate(portal.credential);
  expect(await listTold()).toEqual([]);
  for (const days of [1, 2, 14]) {
    clock.at = T0 + days * 86_400_000;
    expect(await authenticate(portal.credential)).not.toBeNull();
  }
  expect(await listTold()).toEqual([`name: Portal\nexpiresAt: ${new Date(expiresAt).toISOString()}`]);
});
