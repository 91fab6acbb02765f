import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadEnvironment } from '../../src/config/env-file.ts';
import { readStoreConfig } from '../../src/config/read-config.ts';
import { createKeyRing, type KeyRing } from '../../src/domain/crypto/key-ring.ts';
import { Secret } from '../../src/domain/crypto/secret.ts';
import type { Store } from '../../src/ports/store.ts';
import { createAuthenticateClient } from '../../src/services/clients/authenticate-client.ts';
import { openSqliteStore } from '../../src/storage/sqlite/open-sqlite-store.ts';
import { systemRandom } from '../../src/system/system-random.ts';
import { openInitializedCli, START, type TestCli, typing } from './open-test-cli.ts';

const DAY_MS = 86_400_000;
const hint = { issuer: 'https://login.example/v2', jwks: 'https://login.example/keys', audience: 'app' };
const oidcOptions = [
  ...['--redirect-uri', 'https://portal.example/callback', '--redirect-uri', 'https://portal.example/b'],
  ...['--hint-issuer', hint.issuer, '--hint-jwks', hint.jwks, '--hint-audience', hint.audience],
];

let cli: TestCli;
beforeEach(async () => {
  cli = await openInitializedCli();
});
afterEach(() => cli.close());

async function json(...line: string[]) {
  return JSON.parse((await cli.run([...line, '--json'])).out);
}

/** Something done to the store of the command line beside it. */
async function withStore<T>(work: (store: Store, keys: KeyRing) => Promise<T>): Promise<T> {
  const { masterKeys } = readStoreConfig(await loadEnvironment({}, cli.directory));
  const keys = createKeyRing(masterKeys);
  const store = await openSqliteStore({ path: cli.databasePath, keys });
  try {
    return await work(store, keys);
  } finally {
    await store.close();
  }
}

/** The service presents its credential, now. */
async function use(credential: string): Promise<void> {
  const clock = { now: () => cli.now };
  await withStore((store, keys) =>
    createAuthenticateClient({ store, clock, random: systemRandom, keys })(new Secret(credential.trim())),
  );
}

describe('backupcode client set', () => {
  it('N14: changes what is named and nothing else, keeps the credential, and is on record before and after', async () => {
    const { out: credential } = await cli.run(['client', 'add', 'sso', '--rate', '30', '--expires', '90d']);
    const [before] = await json('client', 'list');
    const { code, out } = await cli.run([
      'client',
      'set',
      'sso',
      '--scope',
      'challenges',
      '--expires',
      'never',
    ]);
    expect(code).toBe(0);
    expect(out).toMatch(/Changed sso .*may +challenges\n +rate +30 .*expires +never\n$/s);
    const [after] = await json('client', 'list');
    expect(after).toEqual({ ...before, scopes: ['challenges'], expiresAt: null });
    await use(credential);
    expect((await json('client', 'list'))[0].lastUsedAt).not.toBeNull();
    const [event] = await json('audit', 'list', '--action', 'client.changed');
    expect(event).toMatchObject({
      actor: { kind: 'operator' },
      target: before.id,
      details: {
        name: 'sso',
        scopes: 'challenges codes:redeem enrolments:report -> challenges',
        expiresAt: `${new Date(START + 90 * DAY_MS).toISOString()} -> never`,
      },
    });
    expect(Object.keys(event.details)).toHaveLength(3);
  });

  it('says so when nothing changes, and writes nothing', async () => {
    await cli.run(['client', 'add', 'sso', '--scope', 'challenges,codes:redeem']);
    const line = ['client', 'set', 'sso', '--scope', 'codes:redeem,challenges', '--rate', '600'];
    const { code, out } = await cli.run(line);
    expect([code, out]).toEqual([0, expect.stringContaining('Nothing changed.')]);
    expect(await json('audit', 'list', '--action', 'client.changed')).toEqual([]);
  });

  it('brings a service back whose time was over', async () => {
    const { out: credential } = await cli.run(['client', 'add', 'sso', '--expires', '1h']);
    cli.now += 2 * 3_600_000;
    await use(credential);
    expect((await cli.run(['client', 'list'])).out).toContain('(expired; renew with `client set --expires`)');
    expect((await json('client', 'list'))[0].lastUsedAt).toBeNull();
    expect((await cli.run(['client', 'set', 'sso', '--expires', '30d'])).code).toBe(0);
    await use(credential);
    expect((await json('client', 'list'))[0].lastUsedAt).not.toBeNull();
  });

  it.each([
    [[], 'Say what to change: --scope, --expires or --rate.'],
    [['--expires', '2001-01-01'], 'has to end in the future'],
    [['--rate', '0'], 'rate has to be from 1 to 60000'],
    [['--rate', 'many'], 'whole number'],
    [['--scope', 'everything'], '"everything" isn’t a scope'],
    [['--scope', 'oidc'], 'client add NAME --redirect-uri URL'],
  ])('U2: %j changes nothing and says what to do', async (options, said) => {
    await cli.run(['client', 'add', 'sso']);
    const { code, err } = await cli.run(['client', 'set', 'sso', ...options]);
    expect([code, err]).toEqual([1, expect.stringContaining(said)]);
    expect(await json('audit', 'list', '--action', 'client.changed')).toEqual([]);
  });

  it('U2: names the list where there is no such service', async () => {
    expect((await cli.run(['client', 'set', 'nobody', '--rate', '1'])).err).toContain('client list');
  });
});

describe('backupcode client list', () => {
  it('shows what a service is allowed and how it speaks OpenID Connect, within 80 columns', async () => {
    await cli.run(['client', 'add', 'Single sign-on of the whole organization']);
    await cli.run([
      'client',
      'add',
      'portal',
      '--scope',
      'challenges,codes:redeem,enrolments:report',
      ...oidcOptions,
    ]);
    await cli.run(['client', 'rotate', 'portal', '--overlap', '7d']);
    const { out } = await cli.run(['client', 'list']);
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    for (const fact of [hint.issuer, hint.jwks, 'https://portal.example/b', 'profile code', '600 requests']) {
      expect(out).toContain(fact);
    }
    expect(out).toContain('the old credential works until 2026-02-07 12:00 UTC');
    expect(await json('client', 'list')).toMatchObject([
      { oidc: null },
      {
        name: 'portal',
        oidc: {
          profile: 'code',
          authMethod: 'client_secret_post',
          redirectUris: ['https://portal.example/callback', 'https://portal.example/b'],
          hintIssuer: { issuer: hint.issuer, jwksUri: hint.jwks, audience: hint.audience },
        },
      },
    ]);
  });

  it('says how to begin where there is none', async () => {
    expect(await cli.run(['client', 'list'])).toMatchObject({
      code: 0,
      out: '',
      err: expect.stringContaining('client add'),
    });
  });
});

describe('backupcode client remove', () => {
  const names = async () => (await json('client', 'list')).map(({ name }: { name: string }) => name);

  async function addUsed(...options: string[]): Promise<void> {
    const { out } = await cli.run(['client', 'add', 'portal', ...options]);
    await use(out);
  }

  it('asks before it removes what was used lately, saying what that breaks; anything but yes is no', async () => {
    await addUsed(...oidcOptions);
    cli.now += 29 * DAY_MS;
    const answers = (line: string) =>
      cli.run(['client', 'remove', 'portal'], { isTty: true, stdin: typing(line) });
    for (const no of ['', 'n', 'yesterday']) {
      const { code, err } = await answers(no);
      expect(code).toBe(1);
      expect(err).toMatch(
        /last used on 2026-01-31 12:00 UTC.*portal\.example.*can’t be undone.*Remove it\?.*Nothing/s,
      );
    }
    expect(await names()).toEqual(['portal']);
    expect(await answers('Yes')).toMatchObject({ code: 0, out: expect.stringContaining('Removed portal') });
    expect(await names()).toEqual([]);
  });

  it('where nobody can be asked it wants --yes', async () => {
    await addUsed();
    const { code, err } = await cli.run(['client', 'remove', 'portal']);
    expect([code, err]).toEqual([1, expect.stringMatching(/can no longer use a backup code.*add --yes/s)]);
    expect(await json('audit', 'list', '--action', 'client.removed')).toEqual([]);
    expect((await cli.run(['client', 'remove', 'portal', '--yes'])).code).toBe(0);
    expect(await names()).toEqual([]);
  });

  it('does not ask about what was not used for a month, or never', async () => {
    await addUsed();
    await cli.run(['client', 'add', 'unused']);
    cli.now += 30 * DAY_MS;
    expect((await cli.run(['client', 'remove', 'portal'])).code).toBe(0);
    expect((await cli.run(['client', 'remove', 'unused'])).code).toBe(0);
  });
});
