import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Secret } from '../../../src/domain/crypto/secret.ts';
import { type EntraFake, type EntraFakeOptions, startEntraFake } from '../../../src/sandbox/vendors/entra.ts';
import { createEntraConnector } from '../../../src/sources/entra/entra-connector.ts';
import { describeByVendor } from '../../support/vendor-openapi.ts';
import { describeSourceFaults } from '../describe-source-faults.ts';
import { idsOf, problemOf, readWhole } from '../read-source.ts';
import { never, testWorld } from '../source-worlds.ts';

const ids = ['u1', 'u2', 'u3', 'u4', 'u5'];
const person = (id: string, more: object = {}) => ({
  id,
  userPrincipalName: `${id}@corp.example`,
  mail: `${id}@corp.example`,
  displayName: `Person ${id}`,
  accountEnabled: true,
  userType: 'Member',
  ...more,
});
const member = (id: string, type = 'user') => ({ '@odata.type': `#microsoft.graph.${type}`, id });
const admins = '11111111-2222-4333-8444-555555555555';
const help = '22222222-2222-4333-8444-555555555555';
const groups = `Admins=${admins}, Help desk=${help}`;

async function start(options: EntraFakeOptions = { pageMax: 2 }) {
  const { world, waits } = testWorld();
  const fake = await startEntraFake(options);
  for (const id of ids) fake.put(person(id, id === 'u1' ? { manager: 'u2' } : {}));
  fake.groups.set(admins, [member('u1'), member(help, 'group'), member('u3')]);
  fake.groups.set(help, [member('u3')]);
  const open = (more: Record<string, string> = {}, secret = fake.clientSecret) =>
    createEntraConnector(world).open({
      settings: { tenant: fake.tenant, clientId: fake.clientId, url: fake.origin, ...more },
      secret: new Secret(secret),
    });
  return { fake, open, waits };
}

let fake: EntraFake;
let started: Awaited<ReturnType<typeof start>>;
beforeEach(async () => {
  started = await start();
  fake = started.fake;
});
afterEach(() => fake.stop());

describe('the whole list', () => {
  it('has everybody, with managers; the list of changes starts before it', async () => {
    const { people, cursor } = await readWhole(started.open().readAll(never));
    expect(people.map(({ externalId }) => externalId)).toEqual(ids);
    expect(people.map(({ manager }) => manager)).toEqual(['u2', null, null, null, null]);
    expect(people[0]).toMatchObject({ status: 'confirmed', email: 'u1@corp.example' });
    expect(cursor).toContain('$deltatoken=');
    expect(fake.exchanges.map(({ path }) => path)).toEqual([
      `/${fake.tenant}/oauth2/v2.0/token`,
      '/v1.0/users/delta',
      ...Array(3).fill('/v1.0/users'),
    ]);
  });

  it('leaves guests out', async () => {
    fake.put(person('u3', { userType: 'Guest', userPrincipalName: 'x#EXT#@corp.example' }));
    expect(idsOf(await readWhole(started.open().readAll(never)))).toEqual(['u1', 'u2', 'u4', 'u5']);
  });

  it('tells named groups by their names; a group inside a group gives nothing', async () => {
    const { people, cursor } = await readWhole(started.open({ groups }).readAll(never));
    expect(people.map((each) => each.groups)).toEqual([['Admins'], [], ['Admins', 'Help desk'], [], []]);
    expect(cursor).toBeNull();
    expect(await started.open({ groups }).readChanges('https://unread.example', never)).toBeNull();
  });

  it('a group that is gone ends the run', async () => {
    fake.groups.delete(help);
    const reading = readWhole(started.open({ groups }).readAll(never));
    await expect(reading).rejects.toMatchObject({
      problem: 'unknown_group',
      detail: 'group Help desk',
    });
  });

  it('of a tenant for customers, which has no list of changes, has no cursor', async () => {
    await fake.stop();
    started = await start({ hasDelta: false });
    fake = started.fake;
    const { people, cursor } = await readWhole(started.open().readAll(never));
    expect([people.length, cursor]).toEqual([5, null]);
  });
});

describe('the list of changes', () => {
  let cursor: string;
  beforeEach(async () => {
    cursor = (await readWhole(started.open().readAll(never))).cursor ?? '';
  });
  const changes = async () => {
    const pages = await started.open().readChanges(cursor, never);
    return pages === null ? null : readWhole(pages);
  };

  it('is empty where nothing changed, and goes on from there', async () => {
    const first = await changes();
    expect(first).toMatchObject({ people: [], gone: [] });
    cursor = first?.cursor ?? '';
    fake.put(person('u6'));
    expect((await changes())?.people.map(({ externalId }) => externalId)).toEqual(['u6']);
  });

  it('has who came, changed and left; a page may be empty and not the last', async () => {
    fake.put(person('u6', { manager: 'u1' }));
    fake.put(person('u2', { accountEnabled: false }));
    fake.remove('u3');
    fake.put(person('u4', { userType: 'Guest' }));
    const read = await changes();
    expect(
      read?.people.map(({ externalId, status, email, manager }) => [externalId, status, email, manager]),
    ).toEqual([
      ['u6', 'confirmed', 'u6@corp.example', 'u1'],
      ['u2', 'suspended', 'u2@corp.example', null],
    ]);
    expect(read?.gone).toEqual(['u3', 'u4']);
  });

  it('a person who left and came back is here', async () => {
    fake.remove('u3');
    fake.put(person('u3'));
    expect(await changes()).toMatchObject({ people: [{ externalId: 'u3' }], gone: [] });
  });

  it('S: a disabled account is suspended, even if the server that is asked for it does not know yet', async () => {
    fake.put(person('u2', { accountEnabled: false }), { isLate: true });
    expect(await changes()).toMatchObject({
      people: [{ externalId: 'u2', status: 'suspended', email: 'u2@corp.example' }],
    });
  });

  it.each([400, 410] as const)(
    'an old cursor, refused with %i: the whole list is read again',
    async (status) => {
      fake.expireDelta(status);
      expect(await changes()).toBeNull();
    },
  );

  it('more changes than are worth a request each: the whole list is read again', async () => {
    for (let index = 0; index < 301; index += 1) fake.put(person(`n${index}`));
    expect(await changes()).toBeNull();
  });

  it('a list without an end is an error', async () => {
    fake.strike({ kind: 'error', status: 200, body: { value: [] }, path: '/v1.0/users/delta' });
    expect(await problemOf(started.open().readChanges(cursor, never))).toBe('unexpected_answer');
  });

  it('S: a cursor to another server is not followed', async () => {
    cursor = 'https://evil.example/v1.0/users/delta?$deltatoken=1';
    expect(await problemOf(started.open().readChanges(cursor, never))).toBe('unexpected_answer');
  });
});

describe('S: a link to the next page', () => {
  it.each([
    'https://evil.example/v1.0/users',
    'http://127.0.0.1:1/v1.0/users',
    'https://graph.microsoft.com@evil.example/',
  ])('to %s is not followed: the token stays here', async (link) => {
    fake.lureTo(link);
    const reading = readWhole(started.open().readAll(never));
    await expect(reading).rejects.toMatchObject({
      problem: 'unexpected_answer',
      detail: 'link to another server',
    });
  });

  it('that leads back ends the reading', async () => {
    fake.lureTo(`${fake.origin}/v1.0/users?$top=1`);
    const reading = readWhole(started.open().readAll(never));
    await expect(reading).rejects.toMatchObject({ problem: 'unexpected_answer', detail: 'repeated cursor' });
  });
});

it.each([
  ['a wrong secret', {}, 'wrong', 'credential_refused', 'AADSTS7000215'],
  ['a wrong client', { clientId: admins }, undefined, 'credential_refused', 'AADSTS700016'],
  ['a wrong tenant', { tenant: 'other.example' }, undefined, 'unknown_account', 'AADSTS90002'],
  ['another cloud', { cloud: 'china' }, undefined, 'credential_refused', 'AADSTS70011'],
])('%s', async (_title, settings: Record<string, string>, secret, problem, code) => {
  const reading = started.open(settings, secret).test(never);
  await expect(reading).rejects.toMatchObject({ problem, detail: expect.stringContaining(code) });
});

it('an application without the permission', async () => {
  const body = { error: { code: 'Authorization_RequestDenied', message: 'Insufficient privileges' } };
  fake.strike({ kind: 'error', status: 403, body, path: '/v1.0/users' });
  await expect(started.open().test(never)).rejects.toMatchObject({
    problem: 'not_permitted',
    detail: 'GET /v1.0/users 403 Authorization_RequestDenied',
  });
});

it('a test says how many there are, if one page shows them', async () => {
  expect(await started.open({ groups }).test(never)).toEqual({ people: null });
  await fake.stop();
  started = await start({});
  fake = started.fake;
  expect(await started.open().test(never)).toEqual({ people: 5 });
});

const good = { tenant: admins, clientId: help };
it.each([
  [good, []],
  [{ ...good, tenant: 'corp.example', cloud: 'usgov', groups }, []],
  [{}, ['tenant missing', 'clientId missing']],
  [{ tenant: 'common/..', clientId: 'app' }, ['tenant malformed', 'clientId malformed']],
  [{ ...good, tenant: 'common' }, ['tenant malformed']],
  [{ ...good, cloud: 'moon' }, ['cloud not_a_choice']],
  [{ ...good, groups: 'Admins=Admins' }, ['groups malformed']],
])('settings %o: %o', (settings: Record<string, string>, problems) => {
  const found = createEntraConnector(testWorld().world).checkSettings(settings);
  expect(found.map(({ name, problem }) => `${name} ${problem}`)).toEqual(problems);
});

describe('faults', () => {
  describeSourceFaults(async () => {
    const { fake, open, waits } = await start();
    return {
      fake,
      connection: open({ groups }),
      waits,
      listPath: '/v1.0/users',
      ids,
      confidential: [fake.clientSecret, 'eyJ.', 'corp.example', 'Person'],
      revokeTokens: fake.revokeTokens,
    };
  });
});

describeByVendor('graph.json', (description) => {
  it('every request and every answer is as Microsoft describes it', async () => {
    const { cursor } = await readWhole(started.open().readAll(never));
    await readWhole(started.open({ groups }).readAll(never));
    for (const id of ['u2', 'u7', 'u8']) fake.put(person(id, { jobTitle: 'Clerk' }));
    fake.remove('u3');
    fake.remove('u8');
    await readWhole(await started.open().readChanges(cursor ?? '', never));
    await problemOf(started.open({ groups: `Nothing=${fake.tenant}` }).test(never));
    const exchanges = fake.exchanges.filter(({ path }) => path.startsWith('/v1.0/'));
    expect(new Set(exchanges.map(({ status }) => status))).toEqual(new Set([200, 404]));
    // How a link names its page is the vendor's own affair, and is not described.
    const problems = exchanges
      .flatMap((exchange) => description.check(exchange))
      .filter((problem) => !problem.endsWith('query $skiptoken: not described'));
    expect(problems).toEqual([]);
  });
});
