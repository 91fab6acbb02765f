import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createProviderConnectors } from '../../src/compose/provider-connectors.ts';
import { startDuoFake } from '../../src/sandbox/vendors/duo.ts';
import { startEntraFake } from '../../src/sandbox/vendors/entra.ts';
import { systemRandom } from '../../src/system/system-random.ts';
import { openTestStore } from '../support/open-test-store.ts';
import { createStoreFixtures } from '../support/store-fixtures.ts';
import { openInitializedCli, type TestCli, typing } from './open-test-cli.ts';

let cli: TestCli;
let entra: Awaited<ReturnType<typeof startEntraFake>>;
let duo: Awaited<ReturnType<typeof startDuoFake>>;

beforeEach(async () => {
  cli = await openInitializedCli();
  const clock = { now: () => cli.now };
  entra = await startEntraFake(clock);
  duo = await startDuoFake(clock);
  cli.providerConnectors = createProviderConnectors({
    clock,
    random: systemRandom,
    sleep: async (_ms, signal) => sleep(0, undefined, { signal }),
    allowLoopback: true,
  });
  cli.env = { ...cli.env, ENTRA_SECRET: entra.clientSecret, DUO_SECRET: duo.secretKey };
});
afterEach(async () => {
  await Promise.all([cli.close(), entra.stop(), duo.stop()]);
});

const addEntra = (name = 'Entra main') => [
  ...['provider', 'add', 'entra', name, '--set', `tenant=${entra.tenant}`],
  ...['--set', `clientId=${entra.clientId}`, '--set', `url=${entra.origin}`],
];
const addDuo = () => [
  ...['provider', 'add', 'duo', 'Duo', '--set', `host=${duo.host}`],
  ...['--set', `integrationKey=${duo.integrationKey}`, '--set', `url=${duo.origin}`],
];

async function add(line = addEntra(), secret = 'ENTRA_SECRET') {
  const ran = await cli.run([...line, '--secret-env', secret]);
  expect(ran.err).toBe('');
  expect(ran.code).toBe(0);
  return ran;
}

const list = async () => JSON.parse((await cli.run(['provider', 'list', '--json'])).out);
const history = async () => JSON.parse((await cli.run(['audit', 'list', '--json'])).out);
const set = (rules: string) => cli.run(['policy', 'set', `providers=${rules}`]);

/** Every text that is stored, and the whole history. */
function everythingStored(): string {
  const database = new DatabaseSync(cli.databasePath);
  try {
    const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
    return JSON.stringify(tables.map(({ name }) => database.prepare(`SELECT * FROM "${name}"`).all()));
  } finally {
    database.close();
  }
}

describe('provider add', () => {
  it('asks the vendor, says what its tenant allows, and what comes next', async () => {
    const { out } = await add();
    expect(out).toMatch(/^Added Entra main \(prv_\w+\)\. Entra ID accepts the credential/);
    expect(out).toContain('\n  minutes: 60-480\n');
    expect(out).toContain('`backupcode policy set providers="everyone=Entra main"`');
    expect(entra.codes.made).toEqual([]);
    expect((await add(addDuo(), 'DUO_SECRET')).out).toContain('Duo accepts the credential');
    expect(await list()).toMatchObject([
      { kind: 'duo', name: 'Duo', rules: [] },
      { kind: 'entra', name: 'Entra main', settings: { tenant: entra.tenant } },
    ]);
    const [, added] = (await history()).filter(
      ({ action }: { action: string }) => action === 'provider.added',
    );
    expect(added.details).toMatchObject({ name: 'Duo', kind: 'duo', host: duo.host });
  });

  it('N6: the credential is in no output, no history and no table, and every owner is told', async () => {
    const outputs = [await add()];
    for (const line of [['list'], ['list', '--json'], ['test', 'Entra main']])
      outputs.push(await cli.run(['provider', ...line]));
    outputs.push(await cli.run(['provider', 'set', 'Entra main', '--secret-env', 'ENTRA_SECRET']));
    const everything = `${JSON.stringify(outputs)}${everythingStored()}`;
    expect(everything).toContain('provider.added');
    expect(everything).toContain('security_change');
    expect(everything).not.toContain(entra.clientSecret);
  });

  it('asks for the credential on a terminal without showing it', async () => {
    const ran = await cli.run(addEntra(), { isTty: true, stdin: typing(entra.clientSecret) });
    expect(ran.code).toBe(0);
    expect(ran.out + ran.err).not.toContain(entra.clientSecret);
  });

  it.each<[string, (line: string[]) => string[], string]>([
    ['no credential', (line) => line, 'This kind needs a credential (clientSecret).'],
    [
      'a missing setting',
      (line) => [...line.slice(0, 4), '--secret-env', 'ENTRA_SECRET'],
      'The setting tenant is missing.',
    ],
    ['an unknown setting', (line) => [...line, '--set', 'colour=red'], 'This kind has no setting colour.'],
    [
      'a value that is none',
      (line) => [...line, '--set', 'administrators=maybe'],
      'administrators isn’t one of the values that this kind knows. See docs/PROVIDERS.md.',
    ],
    ['no pair', (line) => [...line, '--set', 'tenant'], 'Write --set as name=value'],
    [
      'an unknown kind',
      () => ['provider', 'add', 'zoho', 'Z'],
      'There is no kind "zoho". Choose one of entra, duo, okta, google, onelogin, auth0.',
    ],
    [
      'a name that stands for our own codes',
      (line) => [...line.with(3, 'OWN'), '--secret-env', 'ENTRA_SECRET'],
      'A provider can’t be called "OWN"',
    ],
    [
      'a name with a comma',
      (line) => [...line.with(3, 'Entra, main'), '--secret-env', 'ENTRA_SECRET'],
      'Choose a name without commas and equals signs',
    ],
    ['an empty name', (line) => [...line.with(3, ' '), '--secret-env', 'ENTRA_SECRET'], 'The name is empty.'],
    ['a credential of another', (line) => [...line, '--secret-env', 'DUO_SECRET'], 'refuses the credential'],
  ])('%s is refused with the remedy, and adds nothing', async (_what, change, problem) => {
    const { code, out, err } = await cli.run(change(addEntra()));
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(problem);
    expect(err).not.toContain(duo.secretKey);
    expect((await cli.run(['provider', 'list'])).err).toContain('No providers yet.');
  });

  it('a missing permission is named, and adds nothing', async () => {
    entra.codes.granted.delete('Policy.Read.AuthenticationMethod');
    const { code, err } = await cli.run([...addEntra(), '--secret-env', 'ENTRA_SECRET']);
    expect(code).toBe(1);
    expect(err).toContain(
      'Nothing was added. "Entra main" accepts the credential, but a permission is missing.',
    );
    expect(err).toContain('Policy.Read.AuthenticationMethod');
    expect(await list()).toEqual([]);
  });

  it('a name is taken once, however it is written', async () => {
    await add();
    const { code, err } = await cli.run([...addEntra('entra  MAIN'), '--secret-env', 'ENTRA_SECRET']);
    expect({ code, err }).toEqual({
      code: 1,
      err: 'A provider called "entra  MAIN" exists. Choose another name.\n',
    });
  });
});

describe('provider test', () => {
  it('says that it works and what the tenant allows, or why not; makes nothing', async () => {
    await add();
    const { out } = await cli.run(['provider', 'test', 'ENTRA MAIN']);
    expect(out).toContain('"ENTRA MAIN" works');
    expect(out).toContain('  state: enabled\n');
    entra.codes.granted.delete('User.Read.All');
    const refused = await cli.run(['provider', 'test', 'Entra main']);
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('User.Read.All') });
    expect((await cli.run(['provider', 'test', 'Okta'])).err).toContain('No provider is called "Okta".');
    expect(entra.codes.made).toEqual([]);
  });

  it('names the vendor that doesn’t answer', async () => {
    await add();
    await entra.stop();
    const { code, err } = await cli.run(['provider', 'test', 'Entra main']);
    expect(code).toBe(1);
    expect(err).toContain('"Entra main" doesn’t answer.');
  });

  it('a credential whose master key is gone', async () => {
    await add();
    const { MASTER_KEYS } = await readEnv();
    cli.env = { ...cli.env, MASTER_KEYS: `new:${Buffer.alloc(32, 7).toString('base64')}` };
    const lost = await cli.run(['provider', 'test', 'Entra main']);
    expect(lost).toMatchObject({ code: 1, err: expect.stringContaining('its master key is missing') });
    const doctor = await cli.run(['doctor']);
    expect(doctor.out).toContain('the credential of the provider Entra main needs it');
    cli.env = { ...cli.env, MASTER_KEYS: `new:${Buffer.alloc(32, 7).toString('base64')},${MASTER_KEYS}` };
    expect((await cli.run(['doctor', '--reseal'])).out).toContain('Sealed 1 credential');
    cli.env = { ...cli.env, MASTER_KEYS: `new:${Buffer.alloc(32, 7).toString('base64')}` };
    expect((await cli.run(['provider', 'test', 'Entra main'])).code).toBe(0);
  });
});

async function readEnv(): Promise<{ MASTER_KEYS: string }> {
  const { readFile } = await import('node:fs/promises');
  const text = await readFile(`${cli.directory}/.env`, 'utf8');
  return { MASTER_KEYS: /^MASTER_KEYS=(.*)$/m.exec(text)?.[1]?.replaceAll(/["']/g, '') ?? '' };
}

it('doctor asks every provider', async () => {
  await add();
  await add(addDuo(), 'DUO_SECRET');
  entra.codes.granted.delete('User.Read.All');
  const { out } = await cli.run(['doctor']);
  expect(out).toContain('provider: "Duo" works\n');
  expect(out).toMatch(/PROBLEM {2}provider: "Entra main" accepts the credential.*User\.Read\.All/);
  expect(out).toContain('Then run: backupcode provider test "Entra main"');
});

describe('provider set', () => {
  beforeEach(async () => void (await add()));

  it('changes a setting or the credential, once the vendor has said yes, and says what', async () => {
    const { out } = await cli.run(['provider', 'set', 'Entra main', '--set', 'administrators=allow']);
    expect(out).toContain('Changed Entra main: settings. The credential works');
    expect((await list())[0].settings.administrators).toBe('allow');
    const again = await cli.run(['provider', 'set', 'Entra main', '--set', 'administrators=allow']);
    expect(again.out).toBe('Nothing changed.\n');
    const secret = await cli.run(['provider', 'set', 'Entra main', '--secret-env', 'ENTRA_SECRET']);
    expect(secret.out).toContain('Changed Entra main: credential.');
    await cli.run(['provider', 'set', 'Entra main', '--set', 'administrators=']);
    expect((await list())[0].settings.administrators).toBeUndefined();
    const changes = (await history()).filter(
      ({ action }: { action: string }) => action === 'provider.changed',
    );
    expect(changes).toHaveLength(3);
    expect(changes[0].details.settings).toContain('"administrators":"allow"');
    expect(changes[1].details).toEqual({ name: 'Entra main', credential: 'changed' });
  });

  it('what the vendor refuses changes nothing', async () => {
    const before = await list();
    const secret = await cli.run(['provider', 'set', 'Entra main', '--secret-env', 'DUO_SECRET']);
    expect(secret).toMatchObject({ code: 1, err: expect.stringContaining('Nothing was changed.') });
    const tenant = await cli.run(['provider', 'set', 'Entra main', '--set', 'clientId=other']);
    expect(tenant.code).toBe(1);
    expect(await list()).toEqual(before);
    expect((await cli.run(['provider', 'test', 'Entra main'])).code).toBe(0);
  });

  it.each([
    [[], 'Say what to change'],
    [['--set', 'tenant='], 'The setting tenant is missing.'],
    [['--set', 'x'], 'Write --set as name=value'],
    [['--secret'], 'This kind needs a credential'],
  ])('%j is refused', async (options, problem) => {
    const { code, err } = await cli.run(['provider', 'set', 'Entra main', ...options]);
    expect(code).toBe(1);
    expect(err).toContain(problem);
  });
});

describe('while a code of it works', () => {
  beforeEach(async () => {
    await add();
    const [{ id }] = await list();
    const store = await openTestStore(`sqlite:${cli.databasePath}`);
    try {
      const [organization] = await store.read.organizations.list();
      if (organization === undefined) throw new Error('no organization');
      const [owner] = await store.read.directory.listConfirmedByRole(organization.id, ['owner'], 1);
      if (owner === undefined) throw new Error('no owner');
      const code = createStoreFixtures('cli').vendorCode(owner, { providerId: id });
      await store.transact(organization.id, (tx) => tx.codes.insert(code));
    } finally {
      await store.close();
    }
  });

  it('remove says why not, and what to do', async () => {
    const { code, err } = await cli.run(['provider', 'remove', 'Entra main', '--yes']);
    expect(code).toBe(1);
    expect(err).toContain('"Entra main" wasn’t removed: codes of it still work there');
  });

  it('set asks, and takes --yes', async () => {
    const line = ['provider', 'set', 'Entra main', '--set', 'administrators=allow'];
    const refused = await cli.run(line);
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('add --yes') });
    const no = await cli.run(line, { isTty: true, stdin: typing('no') });
    expect(no).toMatchObject({ code: 1, err: expect.stringContaining('Nothing was changed.') });
    expect((await list())[0].settings.administrators).toBeUndefined();
    const yes = await cli.run(line, { isTty: true, stdin: typing('yes') });
    expect(yes).toMatchObject({ code: 0, out: expect.stringContaining('Changed Entra main') });
    expect((await cli.run([...line.slice(0, -1), 'administrators=refuse', '--yes'])).code).toBe(0);
  });
});

describe('provider remove', () => {
  beforeEach(async () => void (await add()));

  it('asks first, and forgets the credential', async () => {
    const unasked = await cli.run(['provider', 'remove', 'Entra main']);
    expect(unasked).toMatchObject({ code: 1, err: expect.stringContaining('add --yes') });
    const no = await cli.run(['provider', 'remove', 'Entra main'], { isTty: true, stdin: typing('no') });
    expect(no).toMatchObject({ code: 1, err: expect.stringContaining('Nothing was removed.') });
    const yes = await cli.run(['provider', 'remove', 'Entra main'], { isTty: true, stdin: typing('yes') });
    expect(yes).toMatchObject({ code: 0, out: expect.stringMatching(/^Removed Entra main \(prv_/) });
    expect(await list()).toEqual([]);
    expect((await history()).at(-1)).toMatchObject({ action: 'provider.removed' });
  });

  it('not while the policy names it: it says by which rule', async () => {
    await cli.run(['domain', 'list']);
    expect((await set('tier:executive=own, everyone=Entra main')).err).toBe('');
    const { code, err } = await cli.run(['provider', 'remove', 'Entra main', '--yes']);
    expect(code).toBe(1);
    expect(err).toContain('wasn’t removed: the policy names it in "everyone=Entra main".');
    expect((await list())[0].rules).toEqual(['everyone=Entra main']);
    await set('');
    expect((await cli.run(['provider', 'remove', 'Entra main', '--yes'])).code).toBe(0);
  });
});
