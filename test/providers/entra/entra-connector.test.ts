import { Client } from '@microsoft/microsoft-graph-client';
import { request } from 'undici';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Secret } from '../../../src/domain/crypto/secret.ts';
import { createEntraProvider } from '../../../src/providers/entra/entra-connector.ts';
import { startEntraFake } from '../../../src/sandbox/vendors/entra.ts';
import { never, testWorld } from '../../sources/source-worlds.ts';
import { describeByVendor } from '../../support/vendor-openapi.ts';
import { describeProvider } from '../describe-provider.ts';

const ada = {
  id: '5f6a7b8c-0000-4000-8000-000000000001',
  userPrincipalName: 'Ada@corp.example',
  mail: 'ada.byron@corp.example',
  displayName: 'Ada Byron',
  accountEnabled: true,
  userType: 'Member',
};
const account = { id: ada.id, login: ada.userPrincipalName };
const wish = { minutes: 60, startsAt: null };

async function start(pageMax = 999) {
  const { world, waits, pass } = testWorld();
  const fake = await startEntraFake({ now: world.clock.now, pageMax });
  fake.put(ada);
  fake.put({ ...ada, id: 'other', userPrincipalName: 'bob@corp.example', mail: null });
  const open = (more: Record<string, string> = {}, secret = fake.clientSecret) =>
    createEntraProvider(world).open({
      settings: { tenant: fake.tenant, clientId: fake.clientId, url: fake.origin, ...more },
      secret: new Secret(secret),
    });
  return { fake, codes: fake.codes, open, waits, pass, now: world.clock.now };
}

describe('as every provider', () => {
  describeProvider(async () => {
    const { fake, codes, open, pass } = await start();
    return {
      fake,
      kind: 'entra',
      connection: open(),
      email: 'ada@corp.example',
      account,
      isMaking: ({ method, path }) => method === 'POST' && path.endsWith('/temporaryAccessPassMethods'),
      addTwin: () =>
        fake.put({ ...ada, id: 'twin', userPrincipalName: 'x@corp.example', mail: 'ADA@corp.example' }),
      unfit: [
        ['provider_account_disabled', () => fake.put({ ...ada, accountEnabled: false })],
        ['provider_account_disabled', () => fake.put({ ...ada, accountEnabled: null })],
        ['provider_account_guest', () => fake.put({ ...ada, userType: 'Guest' })],
        [
          'provider_account_guest',
          () => fake.put({ ...ada, userPrincipalName: 'x#EXT#@corp.example', mail: 'ada@corp.example' }),
        ],
        ['provider_account_missing', () => fake.remove(ada.id)],
      ],
      makeOther: () => void codes.make(ada.id),
      working: () => codes.working(ada.id),
      made: () => codes.made,
      redeem: (code) => codes.redeem(ada.id, code),
      enrol: () => codes.enrol(ada.id),
      sessionsEnded: () => codes.sessionsEnded(ada.id),
      pass,
      confidential: [fake.clientSecret, 'eyJ.', 'corp.example', 'Ada'],
    };
  });
});

let started: Awaited<ReturnType<typeof start>>;
beforeEach(async () => {
  started = await start();
});
afterEach(() => started.fake.stop());
const preflight = (minutes = 60, settings = {}) =>
  started.open(settings).preflight(account, { ...wish, minutes }, never);
const refused = (code: string) => ({ kind: 'refused', refusals: [{ code }] });

describe('preflight', () => {
  const staff = { id: 'staff', targetType: 'group' } as const;

  it.each([
    [1, 60],
    [61.9, 61],
    [100_000, 480],
  ])('a wish for %d minutes gets %d, by the policy of the tenant', async (minutes, expected) => {
    expect(await preflight(minutes)).toMatchObject({ kind: 'ready', minutes: expected });
  });

  it('passes are off', async () => {
    started.codes.policy.state = 'disabled';
    expect(await preflight()).toEqual(refused('provider_method_off'));
  });

  it('who the policy is for: by themselves, or a group within a group; what it excludes wins', async () => {
    const { codes, fake } = started;
    codes.policy.includeTargets = [];
    expect(await preflight()).toEqual(refused('provider_not_in_scope'));
    codes.policy.includeTargets = [staff];
    expect(await preflight()).toEqual(refused('provider_not_in_scope'));
    fake.groups.set('staff', [{ '@odata.type': '#microsoft.graph.group', id: 'helpers' }]);
    fake.groups.set('helpers', [{ '@odata.type': '#microsoft.graph.user', id: ada.id }]);
    expect(await preflight()).toMatchObject({ kind: 'ready' });
    codes.policy.includeTargets = [{ id: ada.id, targetType: 'user' }];
    codes.policy.excludeTargets = [staff];
    expect(await preflight()).toEqual(refused('provider_not_in_scope'));
  });

  it.each([
    ['a role that they have', 'roles'],
    ['a role that they may activate', 'eligible'],
  ] as const)('S: %s is refused, unless the operator allows administrators', async (_title, list) => {
    started.codes[list].set(ada.id, ['global-administrator']);
    expect(await preflight()).toEqual(refused('provider_privileged'));
    expect(await preflight(60, { administrators: 'allow' })).toMatchObject({ kind: 'ready' });
    started.codes[list].set(ada.id, []);
    started.codes[list].set('other', ['global-administrator']);
    expect(await preflight()).toMatchObject({ kind: 'ready' });
  });

  it('S: a role is seen wherever it stands in the list of memberships', async () => {
    await started.fake.stop();
    started = await start(1);
    started.codes.granted.delete('RoleManagement.Read.Directory');
    for (const group of ['staff', 'helpers', 'friends'])
      started.fake.groups.set(group, [{ '@odata.type': '#microsoft.graph.user', id: ada.id }]);
    expect(await preflight()).toMatchObject({ kind: 'ready' });
    started.codes.roles.set(ada.id, ['helpdesk-administrator']);
    expect(await preflight()).toEqual(refused('provider_privileged'));
  });

  it('S: a role is seen without the permission for roles, by membership', async () => {
    started.codes.granted.delete('RoleManagement.Read.Directory');
    expect(await preflight()).toMatchObject({ kind: 'ready' });
    started.codes.roles.set(ada.id, ['helpdesk-administrator']);
    expect(await preflight()).toEqual(refused('provider_privileged'));
  });

  it('a tenant without premium licences has no roles to be activated', async () => {
    started.codes.hasPremium = false;
    expect(await preflight()).toMatchObject({ kind: 'ready' });
  });
});

describe('issue', () => {
  const issue = (more: object = {}) => started.open().issue(account, { ...wish, ...more }, never);

  it('asks for one use, and for a later start', async () => {
    const startsAt = started.now() + 3_600_000;
    const outcome = await issue({ minutes: 90, startsAt });
    expect(outcome).toMatchObject({ kind: 'issued', endsAt: startsAt + 90 * 60_000 });
    expect(started.fake.exchanges.at(-1)?.body).toEqual({
      lifetimeInMinutes: 90,
      isUsableOnce: true,
      startDateTime: '2026-03-01T13:00:00.000Z',
    });
    expect(started.codes.working(ada.id)).toEqual([]);
    const { reference } = outcome as { reference: string };
    expect(await started.open().status(account, reference, 0, never)).toMatchObject({ state: 'early' });
    started.pass(3_600_000);
    expect(await started.open().status(account, reference, 0, never)).toMatchObject({ state: 'usable' });
    started.pass(90 * 60_000);
    expect(await started.open().status(account, reference, 0, never)).toMatchObject({ state: 'ended' });
    expect(await started.open().list(account, never)).toEqual([]);
  });

  it.each([
    [
      'out of scope',
      () => (started.codes.policy.includeTargets = []),
      'provider_not_in_scope',
      'UserCredentialPolicy',
    ],
    [
      'an account that is gone',
      () => started.fake.remove(ada.id),
      'provider_account_missing',
      'Request_ResourceNotFound',
    ],
    [
      'a lifetime that the policy forbids',
      () => (started.codes.policy.minimumLifetimeInMinutes = 120),
      'provider_refused',
      'badRequest',
    ],
    [
      'without the permission',
      () => started.codes.granted.clear(),
      'provider_not_permitted',
      'Authorization_RequestDenied',
    ],
  ])('%s: refused for certain, by the code alone', async (_title, change, code, vendorCode) => {
    change();
    expect(await issue()).toEqual({ kind: 'refused', refusals: [{ code, vendorCode }] });
  });
});

describe('status', () => {
  const statusOf = async (more?: () => void) => {
    const since = started.now();
    const outcome = await started.open().issue(account, wish, never);
    if (outcome.kind !== 'issued') expect.unreachable();
    started.pass(60_000);
    started.codes.redeem(ada.id, outcome.codes[0].reveal());
    started.pass(60_000);
    started.codes.enrol(ada.id);
    more?.();
    return started.open().status(account, outcome.reference, since, never);
  };
  const used = {
    state: 'used',
    usedAt: Date.parse('2026-03-01T12:01:00Z'),
    usedFrom: '198.51.100.7, Berlin, DE',
  };
  const enrolledAt = Date.parse('2026-03-01T12:02:00Z');

  it('when, from where, and what was enrolled afterwards', async () => {
    expect(await statusOf()).toEqual({ ...used, enrolledAt });
  });

  it.each([
    ['the permission for sign-in logs', () => started.codes.granted.delete('AuditLog.Read.All')],
    ['the licence for sign-in logs', () => (started.codes.hasPremium = false)],
  ])('without %s: used, and no more', async (_title, change) => {
    expect(await statusOf(() => void change())).toEqual({
      ...used,
      usedAt: null,
      usedFrom: null,
      enrolledAt,
    });
  });

  it('without the permission for methods', async () => {
    const status = await statusOf(() => started.codes.granted.delete('UserAuthenticationMethod.Read.All'));
    expect(status).toEqual({ ...used, enrolledAt: null });
  });

  it('a factor from before counts for nothing', async () => {
    started.codes.enrol(ada.id);
    started.pass(1000);
    const outcome = await started.open().issue(account, wish, never);
    if (outcome.kind !== 'issued') expect.unreachable();
    started.codes.redeem(ada.id, outcome.codes[0].reveal());
    const status = await started.open().status(account, outcome.reference, started.now(), never);
    expect(status).toMatchObject({ state: 'used', enrolledAt: null });
  });
});

describe('test', () => {
  it('tells of the policy, and of what may be read', async () => {
    const facts = { state: 'enabled', minutes: '60-480', alwaysOnce: 'no', length: '8' };
    const reads = { readsRoles: 'yes', readsEnrolment: 'yes', readsSignIns: 'yes' };
    expect(await started.open().test(never)).toEqual({ facts: { ...facts, ...reads } });
    for (const name of [
      'RoleManagement.Read.Directory',
      'UserAuthenticationMethod.Read.All',
      'AuditLog.Read.All',
    ])
      started.codes.granted.delete(name);
    const less = { readsRoles: 'no', readsEnrolment: 'no', readsSignIns: 'no' };
    expect(await started.open().test(never)).toEqual({ facts: { ...facts, ...less } });
  });

  it.each(['User.Read.All', 'UserAuthMethod-TAP.ReadWrite.All', 'Policy.Read.AuthenticationMethod'])(
    'names the permission that is missing: %s',
    async (name) => {
      started.codes.granted.delete(name);
      started.codes.granted.add('UserAuthMethod-TAP.Read.All');
      await expect(started.open().test(never)).rejects.toMatchObject({
        problem: 'not_permitted',
        detail: expect.stringContaining(name),
      });
    },
  );

  it('a wrong credential', async () => {
    await expect(started.open({}, 'wrong').test(never)).rejects.toMatchObject({
      problem: 'credential_refused',
    });
  });
});

const id = '11111111-2222-4333-8444-555555555555';
const good = { tenant: id, clientId: id };
it.each([
  [good, []],
  [{ ...good, cloud: 'usgov', administrators: 'allow' }, []],
  [{ ...good, cloud: 'china' }, ['cloud not_a_choice']],
  [{ ...good, administrators: 'yes' }, ['administrators not_a_choice']],
  [{ tenant: 'common' }, ['clientId missing', 'tenant malformed']],
])('settings %o: %o', (settings: Record<string, string>, problems) => {
  const found = createEntraProvider(testWorld().world).checkSettings(settings);
  expect(found.map(({ name, problem }) => `${name} ${problem}`)).toEqual(problems);
});

/** Microsoft's own client, at the fake. */
const openClient = async () => {
  const { fake } = started;
  const { body } = await request(`${fake.origin}/${fake.tenant}/oauth2/v2.0/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: fake.clientId,
      client_secret: fake.clientSecret,
      scope: 'https://graph.microsoft.com/.default',
    }).toString(),
  });
  const { access_token: token } = (await body.json()) as { access_token: string };
  return Client.init({
    baseUrl: fake.origin,
    defaultVersion: 'v1.0',
    // It gives its token to https alone, so here it goes along by itself.
    authProvider: (done) => done(null, ''),
    fetchOptions: { headers: { authorization: `Bearer ${token}` } },
  });
};

it("Microsoft's own client does at the fake what the connector does", async () => {
  const client = await openClient();
  const filter = "userPrincipalName eq 'ada@corp.example' or mail eq 'ada@corp.example'";
  const found = await client.api('/users').filter(filter).select(['id', 'mail']).top(5).get();
  expect(found.value).toEqual([{ id: ada.id, mail: ada.mail }]);
  const policy =
    '/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/TemporaryAccessPass';
  expect((await client.api(policy).get()).state).toBe('enabled');
  const passes = `/users/${ada.id}/authentication/temporaryAccessPassMethods`;
  const pass = await client.api(passes).post({ lifetimeInMinutes: 60, isUsableOnce: true });
  expect(started.codes.working(ada.id)).toEqual([pass.temporaryAccessPass]);
  expect(await started.open().list(account, never)).toHaveLength(1);
  expect((await client.api(`${passes}/${pass.id}`).get()).methodUsabilityReason).toBe('EnabledByPolicy');
  expect((await client.api(`/users/${ada.id}/authentication/methods`).get()).value).toHaveLength(2);
  await client.api(`${passes}/${pass.id}`).delete();
  expect(started.codes.working(ada.id)).toEqual([]);
  expect(await client.api(`/users/${ada.id}/revokeSignInSessions`).post({})).toMatchObject({ value: true });
  await expect(client.api(`${passes}/${pass.id}`).get()).rejects.toMatchObject({
    statusCode: 404,
    code: 'resourceNotFound',
  });
});

describeByVendor('graph.json', (description) => {
  it('every request and every answer is as Microsoft describes it', async () => {
    const connection = started.open();
    started.fake.groups.set('staff', [{ '@odata.type': '#microsoft.graph.user', id: ada.id }]);
    await connection.test(never);
    await connection.find({ email: "o'hara@corp.example" }, never);
    await connection.preflight(account, wish, never);
    const outcome = await connection.issue(account, { ...wish, startsAt: started.now() + 1000 }, never);
    if (outcome.kind !== 'issued') expect.unreachable();
    started.pass(60_000);
    started.codes.redeem(ada.id, outcome.codes[0].reveal());
    started.codes.enrol(ada.id);
    await connection.status(account, outcome.reference, 0, never);
    await connection.revoke(account, outcome.reference, never);
    await connection.revoke(account, outcome.reference, never);
    await connection.endSessions(account, never);
    started.codes.policy.state = 'disabled';
    await connection.issue(account, wish, never);
    const known = started.fake.exchanges.filter(
      ({ path }) => path.startsWith('/v1.0/') && !path.endsWith('/roleEligibilityScheduleInstances'),
    );
    expect(new Set(known.map(({ status }) => status))).toEqual(new Set([200, 201, 204, 400, 404]));
    // Memberships through groups are described for roles alone, and direct ones have the same shape.
    const problems = known
      .map((exchange) => ({ ...exchange, path: exchange.path.replace('transitiveMemberOf', 'memberOf') }))
      .flatMap((exchange) => description.check(exchange));
    expect(problems).toEqual([]);
  });
});
