import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Secret } from '../../../src/domain/crypto/secret.ts';
import { type GoogleFake, startGoogleFake } from '../../../src/sandbox/vendors/google.ts';
import { createGoogleConnector } from '../../../src/sources/google/google-connector.ts';
import { describeByVendor } from '../../support/vendor-openapi.ts';
import { describeSourceFaults } from '../describe-source-faults.ts';
import { idsOf, readWhole } from '../read-source.ts';
import { never, testWorld } from '../source-worlds.ts';

const ids = ['1001', '1002', '1003', '1004', '1005'];

async function start(pageMax = 2) {
  const { world, waits, pass } = testWorld();
  const fake = await startGoogleFake({ pageMax, now: world.clock.now });
  for (const id of ids) {
    const primaryEmail = `p${id}@corp.example`;
    const signedIn = { agreedToTerms: true, lastLoginTime: '2026-02-01T08:00:00.000Z' };
    fake.people.set(id, {
      kind: 'admin#directory#user',
      id,
      primaryEmail,
      name: { fullName: `Person ${id}` },
      ...signedIn,
    });
  }
  fake.groups.set('g1', {
    email: 'admins@corp.example',
    members: [
      { id: '1001', type: 'USER' },
      { id: 'g2', type: 'GROUP' },
      { id: '1003', type: 'USER' },
    ],
  });
  fake.groups.set('g2', { email: 'help@corp.example', members: [{ id: '1003', type: 'USER' }] });
  const open = (more: Record<string, string> = {}, keyFile = fake.keyFile) =>
    createGoogleConnector(world).open({
      settings: { admin: fake.admin, url: fake.origin, ...more },
      secret: new Secret(keyFile),
    });
  return { fake, open, waits, pass };
}

let fake: GoogleFake;
let started: Awaited<ReturnType<typeof start>>;
beforeEach(async () => {
  started = await start();
  fake = started.fake;
});
afterEach(() => fake.stop());

const groups = 'Admins=admins@corp.example, Help desk=g2';

describe('Google Workspace', () => {
  it('everybody is read, page by page, with one token', async () => {
    const whole = await readWhole(started.open().readAll(never));
    expect(idsOf(whole)).toEqual(ids);
    expect(whole.cursor).toBeNull();
    expect(fake.exchanges.map(({ path }) => path)).toEqual([
      '/token',
      ...Array(3).fill('/admin/directory/v1/users'),
    ]);
    expect(fake.exchanges[1]?.query).toEqual({ customer: 'my_customer', maxResults: '500' });
  });

  it('an empty list, which Google leaves out, is nobody', async () => {
    fake.people.clear();
    expect((await readWhole(started.open().readAll(never))).people).toEqual([]);
    expect(await started.open().test(never)).toEqual({ people: 0 });
  });

  it('guests are left out', async () => {
    fake.people.set('1002', { id: '1002', primaryEmail: 'guest@other.example', isGuestUser: true });
    expect(idsOf(await readWhole(started.open().readAll(never)))).toEqual(['1001', '1003', '1004', '1005']);
  });

  it('named groups are told by their names; a group inside a group gives nothing', async () => {
    const { people } = await readWhole(started.open({ groups }).readAll(never));
    expect(people.map((person) => person.groups)).toEqual([['Admins'], [], ['Admins', 'Help desk'], [], []]);
    expect((await readWhole(started.open().readAll(never))).people[0]?.groups).toBeNull();
  });

  it('a group that is gone ends the run before anybody is read', async () => {
    fake.groups.delete('g2');
    const reading = readWhole(started.open({ groups }).readAll(never));
    await expect(reading).rejects.toMatchObject({
      problem: 'unknown_group',
      detail: 'group Help desk',
    });
    expect(fake.exchanges.some(({ path }) => path.endsWith('/users'))).toBe(false);
    await expect(started.open({ groups }).test(never)).rejects.toMatchObject({ problem: 'unknown_group' });
  });

  it('there is no list of changes', async () => {
    expect(await started.open().readChanges('cursor', never)).toBeNull();
  });

  it('a test says how many there are, if one page shows them', async () => {
    expect(await started.open().test(never)).toEqual({ people: null });
    await fake.stop();
    started = await start(500);
    fake = started.fake;
    expect(await started.open().test(never)).toEqual({ people: 5 });
  });

  it('a token is used until a minute before it ends', async () => {
    const connection = started.open();
    const tokens = () => fake.exchanges.filter(({ path }) => path === '/token').length;
    await connection.test(never);
    started.pass(3_538_000);
    await connection.test(never);
    expect(tokens()).toBe(1);
    started.pass(1_000);
    await connection.test(never);
    expect(tokens()).toBe(2);
  });
});

describe('a refused credential', () => {
  const other = (change: object) => JSON.stringify({ ...JSON.parse(fake.keyFile), ...change });

  it.each([
    ['no JSON', () => 'key', 'not the key file of a service account'],
    ['no key file', () => '{"type":"authorized_user"}', 'not the key file of a service account'],
    ['no key', () => other({ private_key: 'PRIVATE' }), 'private_key: not a key'],
    ['another account', () => other({ client_email: 'other@corp.example' }), 'POST /token 400 invalid_grant'],
  ])('%s', async (_title, keyFile, detail) => {
    await expect(started.open({}, keyFile()).test(never)).rejects.toMatchObject({
      problem: 'credential_refused',
      detail,
    });
  });

  it('another administrator', async () => {
    const connection = started.open({ admin: 'nobody@corp.example' });
    await expect(connection.test(never)).rejects.toMatchObject({
      problem: 'credential_refused',
      detail: 'POST /token 400 invalid_grant',
    });
  });

  it('scopes that are not delegated; without groups, the scope of groups is not asked for', async () => {
    for (const scope of fake.delegated) if (scope.includes('group')) fake.delegated.delete(scope);
    await expect(started.open({ groups }).test(never)).rejects.toMatchObject({
      problem: 'credential_refused',
      detail: 'POST /token 401 unauthorized_client',
    });
    expect(await started.open().test(never)).toEqual({ people: null });
  });

  it('S: the assertion goes to Google, not to the address in the key file', async () => {
    const connection = started.open({}, other({ token_uri: 'https://evil.example/token' }));
    expect(await connection.test(never)).toEqual({ people: null });
    expect(fake.exchanges[0]?.path).toBe('/token');
  });
});

it('a limit that comes as 403 is waited for', async () => {
  const body = { error: { code: 403, message: 'Limit', errors: [{ reason: 'userRateLimitExceeded' }] } };
  fake.strike({ kind: 'error', status: 403, body, path: '/admin', after: 1 });
  expect(idsOf(await readWhole(started.open().readAll(never)))).toEqual(ids);
  expect(started.waits).toEqual([500]);
});

it.each([
  [{ admin: 'ada@corp.example' }, []],
  [{}, ['admin missing']],
  [{ admin: 'ada' }, ['admin malformed']],
  [{ admin: 'ada@corp.example', groups: 'Admins' }, ['groups malformed']],
  [{ admin: 'ada@corp.example', groups: 'Admins=../users' }, ['groups malformed']],
  [{ admin: 'ada@corp.example', groups: 'A=g1, a=g2' }, ['groups malformed']],
  [{ admin: 'ada@corp.example', groups: 'Admins=admins@corp.example, Help=03x8tuzt' }, []],
  [{ admin: 'ada@corp.example', colour: 'red' }, ['colour unknown']],
  [{ admin: 'ada@corp.example', url: 'https://evil.example' }, ['url not_a_choice']],
])('settings %o: %o', (settings: Record<string, string>, problems) => {
  const found = createGoogleConnector(testWorld().world).checkSettings(settings);
  expect(found.map(({ name, problem }) => `${name} ${problem}`)).toEqual(problems);
});

describe('faults', () => {
  describeSourceFaults(async () => {
    const { fake, open, waits } = await start();
    return {
      fake,
      connection: open(),
      waits,
      listPath: '/admin/directory/v1/users',
      ids,
      confidential: ['PRIVATE KEY', 'ya29', 'corp.example', 'Person'],
      revokeTokens: fake.revokeTokens,
    };
  });
});

describeByVendor('google-directory.json', (description) => {
  it('every request and every answer is as Google describes it', async () => {
    await readWhole(started.open({ groups }).readAll(never));
    await started
      .open({ groups: 'Nothing=g9' })
      .test(never)
      .catch(() => {});
    fake.revokeTokens();
    const exchanges = fake.exchanges.filter(({ path }) => path !== '/token');
    expect(exchanges.map(({ status }) => status)).toContain(404);
    expect(exchanges.flatMap((exchange) => description.check(exchange))).toEqual([]);
  });
});
