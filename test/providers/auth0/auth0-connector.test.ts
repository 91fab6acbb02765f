import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAuth0Provider } from '../../../src/providers/auth0/auth0-connector.ts';
import type { Auth0Fake } from '../../../src/sandbox/vendors/auth0.ts';
import { isAuth0Domain } from '../../../src/vendors/auth0/auth0-domain.ts';
import { never, testWorld } from '../../sources/source-worlds.ts';
import { describeByVendor } from '../../support/vendor-openapi.ts';
import { auth0Person, email, lena, scopes, startAuth0World, wish } from './auth0-world.ts';

let auth0: Awaited<ReturnType<typeof startAuth0World>>;
let fake: Auth0Fake;
beforeEach(async () => {
  auth0 = await startAuth0World();
  fake = auth0.fake;
});
afterEach(() => fake.stop());

const regeneration = '/api/v2/users/auth0%7Clena/recovery-code-regeneration';
const refusing = (code: string) => expect.objectContaining({ refusals: [{ code }] });
const issue = async () => {
  const outcome = await auth0.open().issue(lena, wish, never);
  if (outcome.kind !== 'issued') expect.unreachable(JSON.stringify(outcome));
  return outcome.codes[0];
};

describe('find', () => {
  const google = 'google-oauth2|1';
  const find = (more = {}) => auth0.open(more).find({ email }, never);

  it('with accounts in several connections, the one in the connection that is named', async () => {
    fake.people.set(google, auth0Person(google, email, {}, 'google'));
    expect(await find()).toEqual(refusing('provider_account_ambiguous'));
    expect(await find({ connection: 'Staff' })).toMatchObject({ account: lena });
    expect(await find({ connection: 'google' })).toMatchObject({ account: { id: google } });
    expect(await find({ connection: 'other' })).toEqual(refusing('provider_account_missing'));
  });

  it('an account with several identities counts in the connection of each', async () => {
    const identities = ['google', 'Staff'].map((connection) => ({
      ...{ connection, provider: 'auth0', user_id: '1', isSocial: false },
    }));
    fake.people.set(lena.id, { ...auth0Person(lena.id, email), identities });
    expect(await find({ connection: 'Staff' })).toMatchObject({ account: lena });
  });

  it('S: an address that was never confirmed is no one’s, except in the connection that the operator names', async () => {
    fake.people.set(lena.id, auth0Person(lena.id, email, { email_verified: false }));
    expect(await find()).toEqual(refusing('provider_account_missing'));
    expect(await find({ connection: 'Staff' })).toMatchObject({ account: lena });
    fake.people.set(google, auth0Person(google, email, {}, 'google'));
    expect(await find()).toMatchObject({ account: { id: google } });
  });

  it('S: another account that the search returns is not the person', async () => {
    fake.people.set('auth0|2', auth0Person('auth0|2', 'noor@corp.example'));
    const others = [...fake.people.values()].filter(({ user_id: id }) => id !== lena.id);
    fake.strike({ kind: 'error', status: 200, body: others, path: '/api/v2/users-by-email' });
    expect(await find()).toEqual(refusing('provider_account_missing'));
  });
});

describe('preflight', () => {
  const preflight = (change = {}) => auth0.open().preflight(lena, { ...wish, ...change }, never);

  it('ready: the code works until it is used', async () => {
    expect(await preflight()).toEqual({ kind: 'ready', minutes: null, before: [] });
  });

  it.each<[string, () => void]>([
    ['provider_method_off', () => fake.turn(false)],
    ['provider_no_factor', () => fake.enrolments.delete(lena.id)],
    ['provider_no_factor', () => fake.enrolments.set(lena.id, [{ id: 'totp|1', status: 'pending' }])],
    ['provider_account_missing', () => fake.people.delete(lena.id)],
    [
      'provider_account_disabled',
      () => fake.people.set(lena.id, auth0Person(lena.id, email, { blocked: true })),
    ],
  ])('%s', async (code, change) => {
    change();
    expect(await preflight()).toEqual(refusing(code));
  });

  it('a code can not start later', async () => {
    expect(await preflight({ startsAt: 1 })).toEqual(refusing('provider_no_later_start'));
    const outcome = await auth0.open().issue(lena, { ...wish, startsAt: 1 }, never);
    expect(outcome).toEqual(refusing('provider_no_later_start'));
    expect(fake.made).toEqual([]);
  });
});

describe('issue', () => {
  it('sends the id of the person as one part of the path, and no body', async () => {
    await issue();
    const post = fake.exchanges.at(-1);
    expect(post).toMatchObject({ method: 'POST', path: regeneration, body: undefined });
  });

  it.each([
    [404, 'inexistent_user', 'provider_account_missing'],
    [404, 'enrollment_not_found', 'provider_no_factor'],
    [403, 'insufficient_scope', 'provider_not_permitted'],
    [400, 'invalid_uri', 'provider_refused'],
    [429, 'too_many_requests', 'provider_throttled'],
  ] as const)('%d %s: %s', async (statusCode, errorCode, code) => {
    const body = { statusCode, error: 'Error', message: 'lena@corp.example is refused', errorCode };
    fake.strike({ kind: 'error', status: statusCode, body, path: regeneration });
    const outcome = await auth0.open().issue(lena, wish, never);
    expect(outcome).toEqual({ kind: 'refused', refusals: [{ code, vendorCode: errorCode }] });
  });

  it('a credential that the login refuses makes nothing', async () => {
    const outcome = await auth0.open({}, 'wrong').issue(lena, wish, never);
    expect(outcome).toMatchObject({ refusals: [{ code: 'provider_credential_refused' }] });
    expect(fake.made).toEqual([]);
  });

  it('S: an id that names a person is in no error', async () => {
    const id = 'samlp|acme|lena@corp.example';
    fake.strike({ kind: 'cut', path: '/api/v2/users/' });
    const error = await auth0
      .open()
      .issue({ ...lena, id }, wish, never)
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ problem: 'unreachable' });
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain('lena');
  });
});

describe('status', () => {
  const statusOf = (since: number) => auth0.open().status(lena, 'recovery-code', since, never);
  const unused = { state: 'usable', usedAt: null, usedFrom: null, enrolledAt: null };

  it('used, from where, and a new factor after it; nothing from before, and no failed attempt', async () => {
    const earlier = fake.regenerate(lena.id);
    fake.redeem(lena.id, earlier);
    fake.enrol(lena.id);
    auth0.pass(1000);
    const since = auth0.world.clock.now();
    const code = await issue();
    fake.redeem(lena.id, 'wrong');
    fake.enrol(lena.id);
    expect(await statusOf(since)).toEqual(unused);
    auth0.pass(1000);
    fake.redeem(lena.id, code.reveal(), '203.0.113.5');
    const used = { state: 'used', usedAt: since + 1000, usedFrom: '203.0.113.5' };
    expect(await statusOf(since)).toEqual({ ...used, enrolledAt: null });
    auth0.pass(1000);
    fake.enrol(lena.id);
    // Using it made another code, and using that one is no use of ours.
    fake.redeem(lena.id, fake.working.get(lena.id) ?? '', '203.0.113.6');
    expect(await statusOf(since)).toEqual({ ...used, enrolledAt: since + 2000 });
  });

  it('reads page by page, as far back as the code', async () => {
    for (let each = 0; each < 120; each += 1) fake.redeem(lena.id, 'wrong');
    auth0.pass(1000);
    const since = auth0.world.clock.now();
    const code = await issue();
    fake.redeem(lena.id, code.reveal());
    auth0.pass(1000);
    for (let each = 0; each < 150; each += 1) fake.redeem(lena.id, 'wrong');
    expect(await statusOf(since)).toMatchObject({ state: 'used', usedAt: since });
    const pages = fake.exchanges.filter(({ path }) => path.endsWith('/logs')).map(({ query }) => query.page);
    expect(pages).toEqual(['0', '1']);
  });

  it('a log that may not be read is an error, and not a code that wasn’t used', async () => {
    fake.granted.delete('read:logs');
    await expect(statusOf(0)).rejects.toMatchObject({ problem: 'not_permitted' });
  });
});

describe('revoke', () => {
  it('makes a code that no one sees, in place of ours', async () => {
    const code = await issue();
    await auth0.open().revoke(lena, 'recovery-code', never);
    expect(fake.redeem(lena.id, code.reveal())).toBe(false);
  });

  it('a person who is gone, or without a second step, has no code either', async () => {
    fake.enrolments.delete(lena.id);
    await auth0.open().revoke(lena, 'recovery-code', never);
    fake.people.delete(lena.id);
    await auth0.open().revoke(lena, 'recovery-code', never);
    expect(fake.made).toEqual([]);
  });
});

describe('test', () => {
  it('tells what is on, and what may be done', async () => {
    const facts = { method: 'on', sessions: 'can be ended' };
    expect(await auth0.open().test(never)).toEqual({ facts });
    fake.turn(false);
    fake.granted.delete('delete:refresh_tokens');
    expect(await auth0.open().test(never)).toEqual({ facts: { method: 'off', sessions: 'stay' } });
  });

  it.each(scopes.slice(0, 4))('names %s where it is missing', async (scope) => {
    fake.granted.delete(scope);
    await expect(auth0.open().test(never)).rejects.toMatchObject({ problem: 'not_permitted', detail: scope });
  });

  it.each<[string, Record<string, string>, string | undefined, string]>([
    ['a wrong secret', {}, 'wrong', 'credential_refused'],
    ['another tenant', { domain: 'other.eu.auth0.com' }, undefined, 'not_permitted'],
  ])('%s: %o', async (_title, settings, secret, problem) => {
    await expect(auth0.open(settings, secret).test(never)).rejects.toMatchObject({ problem });
  });
});

it('a limit is waited for until it starts again, by the clock of Auth0; a token that ended is renewed', async () => {
  const connection = auth0.open();
  await connection.find({ email }, never);
  fake.revokeTokens();
  const reset = Date.parse('2026-03-01T13:00:50Z') / 1000;
  const headers = { date: 'Sun, 01 Mar 2026 13:00:00 GMT', 'x-ratelimit-reset': String(reset) };
  fake.strike({ kind: 'throttle', retryAfter: null, headers, path: '/api/v2' });
  expect(await connection.find({ email }, never)).toMatchObject({ account: lena });
  expect(auth0.waits).toEqual([50_500]);
});

it.each([
  [{ domain: 'acme.eu.auth0.com', clientId: 'abc' }, []],
  [{ domain: 'acme.eu.auth0.com', clientId: 'abc', connection: 'Username-Password-Authentication' }, []],
  [{}, ['domain missing', 'clientId missing']],
  [
    { domain: 'login.corp.example', clientId: 'a b', connection: 'a b' },
    ['domain malformed', 'clientId malformed', 'connection malformed'],
  ],
  [{ domain: 'acme.auth0.com', clientId: 'abc', url: 'https://evil.example' }, ['url not_a_choice']],
])('settings %o: %o', (settings: Record<string, string>, problems) => {
  const found = createAuth0Provider(testWorld().world).checkSettings(settings);
  expect(found.map(({ name, problem }) => `${name} ${problem}`)).toEqual(problems);
});

it.each([
  ['acme.auth0.com', true],
  ['acme.eu.auth0.com', true],
  ['acme.corp.auth0app.com', true],
  ['auth0.com', false],
  ['acme.auth0.com.evil.example', false],
  ['acme.notauth0.com', false],
  ['https://acme.auth0.com', false],
  ['acme.auth0.com/x', false],
  ['acme@evil.example', false],
  ['acme.auth0.com:8443', false],
  ['.auth0.com', false],
])('the name of a tenant: %s: %s', (text, isGood) => expect(isAuth0Domain(text)).toBe(isGood));

describeByVendor('auth0.json', (description) => {
  it('every request and every answer is as Auth0 describes it', async () => {
    const connection = auth0.open();
    await connection.test(never);
    await connection.find({ email }, never);
    await connection.preflight(lena, wish, never);
    const code = await issue();
    fake.redeem(lena.id, code.reveal());
    await connection.status(lena, null, 0, never);
    await connection.revoke(lena, null, never);
    await connection.endSessions(lena, never);
    fake.people.delete(lena.id);
    await connection.preflight(lena, wish, never);
    await connection.revoke(lena, null, never);
    expect(new Set(fake.exchanges.map(({ status }) => status))).toEqual(new Set([200, 202, 404]));
    const api = fake.exchanges.filter(({ path }) => path !== '/oauth/token');
    expect(api.flatMap((exchange) => description.check(exchange))).toEqual([]);
  });
});
