import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOktaProvider } from '../../../src/providers/okta/okta-connector.ts';
import type { OktaFake } from '../../../src/sandbox/vendors/okta.ts';
import { never, testWorld } from '../../sources/source-worlds.ts';
import { describeByVendor } from '../../support/vendor-openapi.ts';
import { email, lena, oktaPerson, startOktaWorld, wish } from './okta-world.ts';

let okta: Awaited<ReturnType<typeof startOktaWorld>>;
let fake: OktaFake;
beforeEach(async () => {
  okta = await startOktaWorld();
  fake = okta.fake;
});
afterEach(() => fake.stop());

const tacPath = `/api/v1/users/${lena.id}/authenticator-enrollments/tac`;
const issue = async (connection = okta.open()) => {
  const outcome = await connection.issue(lena, wish, never);
  if (outcome.kind !== 'issued') expect.unreachable(JSON.stringify(outcome));
  return outcome;
};

describe('find', () => {
  it.each(['ACTIVE', 'PASSWORD_EXPIRED', 'LOCKED_OUT', 'RECOVERY'])('%s can have a code', async (status) => {
    fake.people.set(lena.id, oktaPerson(lena.id, 'LENA@Corp.example', status));
    const found = await okta.open().find({ email }, never);
    expect(found).toEqual({ kind: 'found', account: { id: lena.id, login: 'LENA@Corp.example' } });
  });

  it('a deprovisioned account does not make the other one ambiguous', async () => {
    fake.people.set('00u8', oktaPerson('00u8', 'old-lena', 'DEPROVISIONED', email));
    expect(await okta.open().find({ email }, never)).toMatchObject({ account: lena });
  });

  it('S: a quote or a backslash in an address ends nothing', async () => {
    const odd = '"a\\b"@corp.example';
    fake.people.set('00u7', oktaPerson('00u7', odd));
    expect(await okta.open().find({ email: odd }, never)).toMatchObject({ account: { id: '00u7' } });
    const attack = 'x" or profile.login eq "lena@corp.example';
    expect(await okta.open().find({ email: attack }, never)).toMatchObject({ kind: 'refused' });
  });

  it('S: another account that the search returns is not the person', async () => {
    const wrong = [oktaPerson('00u9', 'x@corp.example')];
    fake.strike({ kind: 'error', status: 200, body: wrong });
    const found = await okta.open().find({ email }, never);
    expect(found).toEqual({ kind: 'refused', refusals: [{ code: 'provider_account_missing' }] });
  });
});

describe('preflight', () => {
  const preflight = (change = {}) => okta.open().preflight(lena, { ...wish, ...change }, never);
  const refusing = (code: string) =>
    expect.objectContaining({ refusals: [expect.objectContaining({ code })] });

  it.each([
    [5, 30],
    [35.4, 35],
    [60, 40],
  ])('%d minutes become %d by the limits of the organization', async (minutes, expected) => {
    Object.assign(fake.codes.tac ?? {}, { minTtl: 30, maxTtl: 40 });
    expect(await preflight({ minutes })).toMatchObject({ kind: 'ready', minutes: expected });
  });

  it('without the authenticator, or with one that is off, the method is off', async () => {
    Object.assign(fake.codes.tac ?? {}, { status: 'INACTIVE' });
    expect(await preflight()).toEqual(refusing('provider_method_off'));
    fake.codes.tac = null;
    expect(await preflight()).toEqual(refusing('provider_method_off'));
  });

  it('S: an administrator gets no code, whatever the credential may do', async () => {
    fake.codes.roles.set(lena.id, ['HELP_DESK_ADMIN']);
    fake.codes.isSuper = true;
    expect(await preflight()).toEqual(refusing('provider_privileged'));
  });

  it('S: where roles can not be read, Okta itself refuses administrators', async () => {
    fake.codes.tokenScopes.delete('okta.roles.read');
    fake.codes.roles.set(lena.id, ['SUPER_ADMIN']);
    const connection = okta.open();
    expect(await connection.preflight(lena, wish, never)).toMatchObject({ kind: 'ready' });
    expect(await connection.issue(lena, wish, never)).toEqual({
      kind: 'refused',
      refusals: [{ code: 'provider_not_permitted', vendorCode: 'E0000006' }],
    });
    expect(fake.codes.made).toEqual([]);
  });

  it('an app without the scope of roles goes on without', async () => {
    fake.granted.delete('okta.roles.read');
    expect(await okta.openApp().preflight(lena, wish, never)).toMatchObject({ kind: 'ready' });
  });

  it('the account has changed since it was found', async () => {
    fake.people.set(lena.id, oktaPerson(lena.id, lena.login, 'SUSPENDED'));
    expect(await preflight()).toEqual(refusing('provider_account_disabled'));
    fake.people.delete(lena.id);
    expect(await preflight()).toEqual(refusing('provider_account_missing'));
  });

  it('a code can not start later', async () => {
    expect(await preflight({ startsAt: 1 })).toEqual(refusing('provider_no_later_start'));
    const outcome = await okta.open().issue(lena, { ...wish, startsAt: 1 }, never);
    expect(outcome).toEqual(refusing('provider_no_later_start'));
    expect(fake.codes.made).toEqual([]);
  });
});

describe('issue', () => {
  it('asks for a code that works once, and reads its end as UTC', async () => {
    const { endsAt } = await issue();
    const post = fake.exchanges.find(({ method }) => method === 'POST');
    expect(post).toMatchObject({
      path: tacPath,
      body: { authenticatorId: 'aut1tac', profile: { ttl: 60, multiUse: false } },
      answer: { profile: { expiresAt: '2026-03-01T13:00:00', multiUse: false } },
    });
    expect(endsAt).toBe(Date.parse('2026-03-01T13:00:00Z'));
  });

  it.each([
    [403, 'E0000015', 'provider_method_off'],
    [403, 'E0000038', 'provider_account_disabled'],
    [404, 'E0000007', 'provider_account_missing'],
    [400, 'E0000001', 'provider_refused'],
    [401, 'E0000011', 'provider_credential_refused'],
    [429, 'E0000047', 'provider_throttled'],
  ] as const)('%d %s: %s', async (status, errorCode, code) => {
    const connection = okta.open();
    await connection.preflight(lena, wish, never);
    fake.strike({
      kind: 'error',
      status,
      body: { errorCode, errorSummary: 'Lena is refused' },
      path: tacPath,
    });
    const outcome = await connection.issue(lena, wish, never);
    expect(outcome).toEqual({ kind: 'refused', refusals: [{ code, vendorCode: errorCode }] });
  });

  it('a read that fails before it refuses for certain: nothing was made', async () => {
    fake.strike({ kind: 'error', path: '/api/v1/authenticators', times: 99 });
    expect(await okta.open().issue(lena, wish, never)).toEqual({
      kind: 'refused',
      refusals: [{ code: 'provider_unreachable' }],
    });
    expect(fake.codes.made).toEqual([]);
  });
});

describe('status', () => {
  const statusOf = (reference: string | null, since = okta.world.clock.now()) =>
    okta.open().status(lena, reference, since, never);

  it('used, from where, and a new factor after it; neither its own making nor a failed attempt counts', async () => {
    const { codes, reference } = await issue();
    const since = okta.world.clock.now();
    fake.codes.redeem(lena.id, 'wrong', '203.0.113.9');
    okta.pass(1000);
    expect(await statusOf(reference, since)).toMatchObject({ state: 'usable', enrolledAt: null });
    fake.codes.redeem(lena.id, codes[0].reveal(), '203.0.113.5');
    const used = { state: 'used', usedAt: since + 1000, usedFrom: '203.0.113.5' };
    expect(await statusOf(reference, since)).toEqual({ ...used, enrolledAt: null });
    okta.pass(1000);
    fake.codes.enrol(lena.id);
    expect(await statusOf(reference, since)).toEqual({ ...used, enrolledAt: since + 2000 });
  });

  it('gone, and the log says nothing of it yet: unclear', async () => {
    const { codes, reference } = await issue();
    fake.codes.enrolments.delete(reference ?? '');
    expect(await statusOf(reference)).toMatchObject({ state: 'unclear' });
    expect(fake.codes.redeem(lena.id, codes[0].reveal())).toBe(false);
  });

  it('a code that Okta still has, but has ended', async () => {
    const { reference } = await issue();
    const answer = { id: reference, key: 'tac', status: 'ACTIVE' };
    const path = `/api/v1/users/${lena.id}/authenticator-enrollments/`;
    const states = async (more: object) => {
      fake.strike({ kind: 'error', status: 200, body: { ...answer, ...more }, path });
      return (await statusOf(reference)).state;
    };
    expect(await states({})).toBe('usable');
    expect(await states({ status: 'INACTIVE' })).toBe('ended');
    expect(await states({ profile: { expiresAt: '2026-03-01T12:00:01' } })).toBe('usable');
    expect(await states({ profile: { expiresAt: '2026-03-01T12:00:00' } })).toBe('ended');
  });

  it('a use that the log names by the kind of factor alone', async () => {
    const { codes, reference } = await issue();
    const since = okta.world.clock.now();
    fake.codes.redeem(lena.id, codes[0].reveal());
    const use = (published: number) => ({
      ...{
        uuid: '1',
        published: new Date(published).toISOString(),
        eventType: 'user.authentication.auth_via_mfa',
      },
      ...{ outcome: { result: 'SUCCESS' }, debugContext: { debugData: { factor: 'TAC' } } },
    });
    const statusBy = async (published: number) => {
      fake.strike({ kind: 'error', status: 200, body: [use(published)], path: '/api/v1/logs' });
      return (await statusOf(reference, since)).state;
    };
    expect(await statusBy(since)).toBe('used');
    // An earlier code's.
    expect(await statusBy(since - 1)).toBe('unclear');
  });

  it('without the log: usable, or gone', async () => {
    fake.granted.delete('okta.logs.read');
    fake.codes.tokenScopes.delete('okta.logs.read');
    for (const connection of [okta.open(), okta.openApp()]) {
      const { codes, reference } = await issue(connection);
      const state = async () => (await connection.status(lena, reference, 0, never)).state;
      expect(await state()).toBe('usable');
      fake.codes.redeem(lena.id, codes[0].reveal());
      expect(await state()).toBe('gone');
    }
  });

  it('of a code with an unknown id', async () => {
    expect(await statusOf(null)).toMatchObject({ state: 'gone' });
    await issue();
    expect(await statusOf(null)).toMatchObject({ state: 'usable' });
  });
});

it('revoke: of a code with an unknown id, the one that the person has', async () => {
  await issue();
  await okta.open().revoke(lena, null, never);
  expect(fake.codes.working(lena.id)).toEqual([]);
  fake.people.delete(lena.id);
  await okta.open().revoke(lena, 'tac1', never);
});

it('endSessions: with the tokens of applications', async () => {
  await okta.open().endSessions(lena, never);
  expect(fake.codes.endedSessions).toEqual([{ personId: lena.id, oauthTokens: true }]);
});

describe('test', () => {
  it('tells what is on, and what may be read', async () => {
    const facts = { method: 'on', minutes: '10-720', roles: 'readable', log: 'readable' };
    expect(await okta.open().test(never)).toEqual({ facts });
    expect(await okta.openApp().test(never)).toEqual({ facts });
    fake.codes.tac = null;
    fake.granted.delete('okta.roles.read');
    fake.granted.delete('okta.logs.read');
    const less = { method: 'off', roles: 'not readable', log: 'not readable' };
    expect(await okta.openApp().test(never)).toEqual({ facts: less });
  });

  it.each(['okta.users.read', 'okta.authenticators.read'])('names %s where it is missing', async (scope) => {
    fake.codes.tokenScopes.delete(scope);
    await expect(okta.open().test(never)).rejects.toMatchObject({
      problem: 'not_permitted',
      detail: expect.stringContaining(scope),
    });
  });

  it.each(['okta.users.manage', 'okta.users.read', 'okta.authenticators.read'])(
    'an app without %s gets no token',
    async (scope) => {
      fake.granted.delete(scope);
      await expect(okta.openApp().test(never)).rejects.toMatchObject({
        problem: 'credential_refused',
        detail: 'POST /oauth2/v1/token 400 invalid_scope',
      });
    },
  );
});

it.each([
  [{ domain: 'acme.okta.com' }, []],
  [{ domain: 'login.corp.example', clientId: '0oa1' }, []],
  [{}, ['domain missing']],
  [{ domain: 'acme-admin.okta.com' }, ['domain malformed']],
  [{ domain: 'acme.okta.com', clientId: 'a b', groups: 'x' }, ['groups unknown', 'clientId malformed']],
])('settings %o: %o', (settings: Record<string, string>, problems) => {
  const found = createOktaProvider(testWorld().world).checkSettings(settings);
  expect(found.map(({ name, problem }) => `${name} ${problem}`)).toEqual(problems);
});

describeByVendor('okta.json', (description) => {
  it('every request and every answer is as Okta describes it', async () => {
    const connection = okta.open();
    await connection.test(never);
    await connection.find({ email }, never);
    fake.codes.roles.set('00u2', ['USER_ADMIN']);
    await connection.preflight({ id: '00u2', login: 'noor' }, wish, never);
    const { reference } = await issue(connection);
    await connection.list(lena, never);
    await connection.status(lena, reference, 0, never);
    await connection.revoke(lena, reference, never);
    await connection.revoke(lena, reference, never);
    await connection.endSessions(lena, never);
    expect(new Set(fake.exchanges.map(({ status }) => status))).toEqual(new Set([200, 204, 404]));
    const problems = fake.exchanges
      // The log is in another part of Okta's description.
      .filter(({ path }) => path !== '/api/v1/logs')
      .flatMap((exchange) => {
        // Okta describes this list as one of its members.
        const { path, answer } = exchange;
        const isList = path.endsWith('/authenticator-enrollments') && Array.isArray(answer);
        return isList ? answer.map((each: unknown) => ({ ...exchange, answer: each })) : [exchange];
      })
      .flatMap((exchange) => description.check(exchange));
    // Okta's examples have a number here.
    expect(problems).toEqual([`POST ${tacPath}: request body/profile/ttl: must be string`]);
  });
});
