import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../src/ports/store.ts';
import { openSqliteStore } from '../../src/storage/sqlite/open-sqlite-store.ts';
import { createStoreFixtures } from '../support/store-fixtures.ts';
import { createTestKeys } from '../support/test-keys.ts';
import { openInitializedCli, type TestCli } from './open-test-cli.ts';

const make = createStoreFixtures('cli');

let cli: TestCli;
beforeEach(async () => {
  cli = await openInitializedCli('--trust-domain');
});
afterEach(() => cli.close());

const freeze = (...more: string[]) => cli.run(['freeze', '--reason', 'account taken over', ...more]);

/** The program's own database, past the program. */
async function withStore<Result>(work: (store: Store) => Promise<Result>): Promise<Result> {
  const store = await openSqliteStore({
    path: join(cli.directory, 'data/backupcode.db'),
    keys: createTestKeys(),
  });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

async function findAda(store: Store) {
  const [organization] = await store.read.organizations.list();
  if (organization === undefined) throw new Error('There is no organization');
  const ada = await store.read.directory.findUserByLogin(organization.id, 'ada@acme.test');
  if (ada === null) throw new Error('There is no Ada');
  return ada;
}

const isFrozen = () =>
  withStore(async (store) => {
    const { organizationId } = await findAda(store);
    return (await store.read.freezes.listLasting(organizationId)).length > 0;
  });

describe('backupcode freeze', () => {
  it('asks first: without a terminal it needs --yes, and at one anything but yes is a no', async () => {
    const refused = await freeze();
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toContain('This stops all issuing of Acme.');
    expect(refused.err).toContain('add --yes');
    for (const [typed, frozen] of [
      ['n\n', false],
      ['yes\n', true],
    ] as const) {
      await cli.run(['freeze', '--reason', 'drill'], { isTty: true, stdin: Readable.from([typed]) });
      expect(await isFrozen()).toBe(frozen);
    }
  });

  it('needs a reason', async () => {
    const { code, err } = await cli.run(['freeze', '--yes']);
    expect(code).not.toBe(0);
    expect(err).toContain('--reason');
    expect(await isFrozen()).toBe(false);
  });

  it('ends what is open, leaves codes that work, and says how many; again changes nothing', async () => {
    await withStore(async (store) => {
      const ada = await findAda(store);
      const times = { createdAt: cli.now, expiresAt: cli.now + 3_600_000 };
      await store.transact(ada.organizationId, async (tx) => {
        await tx.requests.insert(make.request(ada, ada, times));
        await tx.codes.insert(make.code(ada, times));
      });
    });
    expect((await freeze('--yes')).out).toBe(
      'All issuing is frozen. One open request ended. One issued code still works.\n',
    );
    expect((await freeze('--yes')).out).toContain('All issuing was already frozen.');
    expect((await freeze('--yes', '--revoke-codes')).out).toContain('One code was revoked.');
    expect((await freeze('--yes', '--revoke-codes')).out).toContain('No code to revoke.');
    const history = await cli.run(['audit', 'list', '--json']);
    expect(history.out.match(/"organization\.frozen"/g)).toHaveLength(1);
    expect(history.out).toContain('account taken over');
    expect(history.out).toContain('"ops-jane"');
  });

  it('in its history, a code in the reason is masked (N21)', async () => {
    await cli.run(['freeze', '--reason', 'they read out 7K3M-9QWP-2RTX-4HVN', '--yes']);
    expect((await cli.run(['audit', 'list', '--json'])).out).not.toContain('7K3M-9QWP');
  });
});

describe('backupcode unfreeze', () => {
  it('N11: takes two operators; one never counts twice', async () => {
    expect((await cli.run(['unfreeze'])).out).toBe('Issuing isn’t frozen. Nothing changed.\n');
    await freeze('--yes');
    const first = await cli.run(['unfreeze']);
    expect(first).toMatchObject({ code: 0 });
    expect(first.out).toContain('A second person has to agree by');
    const again = await cli.run(['unfreeze']);
    expect(again).toMatchObject({ code: 1, out: '' });
    expect(again.err).toContain('you can’t agree twice');
    expect(await isFrozen()).toBe(true);
    cli.operator = 'ops-sam';
    expect((await cli.run(['unfreeze'])).out).toContain('Issuing has resumed: two people agreed.');
    expect(await isFrozen()).toBe(false);
  });

  it('N11: what the first proposed counts for an hour', async () => {
    await freeze('--yes');
    await cli.run(['unfreeze']);
    cli.now += 60 * 60_000;
    cli.operator = 'ops-sam';
    expect((await cli.run(['unfreeze'])).out).toContain('You proposed to unfreeze.');
    expect(await isFrozen()).toBe(true);
  });

  it('releases one person by login', async () => {
    await withStore(async (store) => {
      const { organizationId, id: subject } = await findAda(store);
      await store.transact(organizationId, (tx) => tx.freezes.put(make.freeze(organizationId, { subject })));
    });
    const unknown = await cli.run(['unfreeze', 'eve@acme.test']);
    expect(unknown).toMatchObject({ code: 1, out: '' });
    expect(unknown.err).toContain('eve@acme.test');
    expect((await cli.run(['unfreeze', 'ada@acme.test'])).out).toBe('ada@acme.test can issue codes again.\n');
    expect(await isFrozen()).toBe(false);
    expect((await cli.run(['unfreeze', 'ada@acme.test'])).out).toContain('isn’t frozen');
  });
});
