import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Secret } from '../../../src/domain/crypto/secret.ts';
import type { CodeWish, VendorAccount } from '../../../src/ports/providers/provider.ts';
import { createOneLoginProvider } from '../../../src/providers/onelogin/onelogin-connector.ts';
import { type OneLoginFake, startOneLoginFake } from '../../../src/sandbox/vendors/onelogin.ts';
import { problemOf } from '../../sources/read-source.ts';
import { never, testWorld } from '../../sources/source-worlds.ts';
import { describeByVendor } from '../../support/vendor-openapi.ts';
import { describeProvider } from '../describe-provider.ts';

const person = (id: number, change: Record<string, unknown> = {}) => ({
  id,
  status: 1,
  state: 1,
  username: `login${id}`,
  email: `p${id}@corp.example`,
  updated_at: '2026-02-01T08:00:00.000Z',
  ...change,
});
const anHour: CodeWish = { minutes: 60, startsAt: null };
const ada: VendorAccount = { id: '1', login: 'login1' };

async function start() {
  const { world, pass } = testWorld();
  const fake = await startOneLoginFake({ now: world.clock.now });
  for (const id of [1, 2, 3]) fake.people.set(id, person(id));
  const open = (more: Record<string, string> = {}, secret = fake.clientSecret) =>
    createOneLoginProvider(world).open({
      settings: { subdomain: 'acme', clientId: fake.clientId, url: fake.origin, ...more },
      secret: new Secret(secret),
    });
  return { fake, open, pass, now: world.clock.now };
}

let fake: OneLoginFake;
let started: Awaited<ReturnType<typeof start>>;
beforeEach(async () => {
  started = await start();
  fake = started.fake;
});
afterEach(() => fake.stop());

const issue = async (wish = anHour) => {
  const outcome = await started.open().issue(ada, wish, never);
  if (outcome.kind !== 'issued') return expect.unreachable('refused');
  return { ...outcome, code: outcome.codes[0].reveal() };
};

describe('finding a person', () => {
  const find = (email: string) => started.open().find({ email }, never);
  const refused = (code: string, vendorCode?: string) => ({
    kind: 'refused',
    refusals: [vendorCode === undefined ? { code } : { code, vendorCode }],
  });

  it('by the email, whatever its case', async () => {
    fake.people.set(4, person(4, { email: 'Zoe@Corp.Example' }));
    expect(await find('zoe@corp.example')).toEqual({
      kind: 'found',
      account: { id: '4', login: 'login4' },
    });
  });

  it('by the username', async () => {
    fake.people.set(4, person(4, { username: 'zoe@corp.example' }));
    expect(await find('zoe@corp.example')).toMatchObject({
      account: { id: '4', login: 'zoe@corp.example' },
    });
  });

  it('an asterisk in the address is no wildcard', async () => {
    expect(await find('p*@corp.example')).toEqual(refused('provider_account_missing'));
    expect(await find('*')).toEqual(refused('provider_account_missing'));
  });

  it('none, and two: one by email, another by username', async () => {
    expect(await find('zoe@corp.example')).toEqual(refused('provider_account_missing'));
    fake.people.set(4, person(4, { username: 'p1@corp.example' }));
    expect(await find('p1@corp.example')).toEqual(refused('provider_account_ambiguous'));
  });

  it('a whole page of them is more than one can be sure about', async () => {
    for (let id = 10; id < 120; id += 1) fake.people.set(id, person(id));
    expect(await find('p*@corp.example')).toEqual(refused('provider_account_ambiguous'));
  });

  it.each([
    [{ status: 0 }, 'provider_account_disabled', 'status-0'],
    [{ status: 2 }, 'provider_account_disabled', 'status-2'],
    [{ status: 3 }, 'provider_account_disabled', 'status-3'],
    [{ status: 7 }, 'provider_account_disabled', 'status-7'],
    [{ status: 99 }, 'provider_account_disabled', 'status-99'],
    [{ status: null }, 'provider_account_disabled', 'status-none'],
    [{ state: 0 }, 'provider_account_disabled', 'state-0'],
    [{ state: 2 }, 'provider_account_disabled', 'state-2'],
    [{ state: 3 }, 'provider_not_licensed', 'state-3'],
    [{ state: null }, 'provider_account_disabled', 'state-none'],
  ])('%o is refused, when it is looked up and before each code', async (change, code, vendorCode) => {
    fake.people.set(1, person(1, change));
    expect(await find('p1@corp.example')).toEqual(refused(code, vendorCode));
    expect(await started.open().preflight(ada, anHour, never)).toEqual(refused(code, vendorCode));
  });

  it.each([1, 4, 5, 8])('status %d is not', async (status) => {
    fake.people.set(1, person(1, { status }));
    expect(await find('p1@corp.example')).toMatchObject({ kind: 'found' });
  });
});

describe('before a code', () => {
  const preflight = (wish: Partial<CodeWish> = {}, settings: Record<string, string> = {}) =>
    started.open(settings).preflight(ada, { ...anHour, ...wish }, never);

  it.each([
    [0.5, 2],
    [60, 60],
    [99_999, 4320],
  ])('a lifetime of %d minutes becomes %d', async (minutes, expected) => {
    expect(await preflight({ minutes })).toEqual({ kind: 'ready', minutes: expected, before: [] });
  });

  it('a later start, and a person who is gone, are refused', async () => {
    expect(await preflight({ startsAt: 1 })).toMatchObject({
      refusals: [{ code: 'provider_no_later_start' }],
    });
    fake.people.delete(1);
    expect(await preflight()).toMatchObject({ refusals: [{ code: 'provider_account_missing' }] });
  });

  it('someone with a role of administrators is refused', async () => {
    fake.people.set(1, person(1, { role_ids: [5, 11] }));
    expect(await preflight({}, { adminRoles: '11, 12' })).toMatchObject({
      refusals: [{ code: 'provider_privileged' }],
    });
    expect(await preflight({}, { adminRoles: '1,12' })).toMatchObject({ kind: 'ready' });
  });

  it('roles that cannot be read are an error, if they matter', async () => {
    fake.people.set(1, person(1, { role_ids: undefined }));
    expect(await problemOf(preflight({}, { adminRoles: '11' }))).toBe('unexpected_answer');
    expect(await preflight()).toMatchObject({ kind: 'ready' });
  });
});

describe('a code', () => {
  it('works once, for that person, as long as was asked', async () => {
    const { code, reference, endsAt } = await issue();
    expect(reference).toBe(fake.codes.made[0]?.deviceId);
    expect(endsAt).toBe(started.now() + 3_600_000);
    expect(fake.codes.redeem(2, code)).toBe(false);
    expect(fake.codes.redeem(1, code)).toBe(true);
    expect(fake.codes.redeem(1, code)).toBe(false);
  });

  it('of a lifetime that OneLogin does not take: the nearest one', async () => {
    expect((await issue({ minutes: 1, startsAt: null })).endsAt).toBe(started.now() + 120_000);
    const year = await issue({ minutes: 525_600, startsAt: null });
    expect(year.endsAt).toBe(started.now() + 259_200_000);
  });

  it.each([
    ['a credential that may only read', 'provider_not_permitted', () => fake.forbidManaging()],
    ['a person who is gone', 'provider_account_missing', () => fake.people.delete(1)],
    ['too many requests', 'provider_throttled', () => fake.strike({ kind: 'throttle', path: '/api/2/mfa' })],
    [
      'another no',
      'provider_refused',
      () =>
        fake.strike({ kind: 'error', status: 422, path: '/api/2/mfa', body: { name: 'ValidationError' } }),
    ],
  ])('%s is refused for certain', async (_title, code, hinder) => {
    hinder();
    const outcome = await started.open().issue(ada, anHour, never);
    expect(outcome).toMatchObject({ kind: 'refused', refusals: [{ code }] });
    expect(fake.codes.made).toEqual([]);
  });

  it.each(['cut', 'cut-body', 'html', 'error'] as const)(
    'an answer that is lost (%s) leaves it open, after one request',
    async (kind) => {
      fake.strike({ kind, path: '/api/2/mfa' });
      await expect(started.open().issue(ada, anHour, never)).rejects.toMatchObject({ name: 'VendorError' });
      expect(
        fake.exchanges.filter(({ method, path }) => method === 'POST' && path.includes('mfa')),
      ).toHaveLength(1);
    },
  );

  it.each([
    { mfa_token: '12345678', reusable: true, device_id: 'user_temp_otp_1' },
    { mfa_token: 12_345_678, reusable: false },
    { device_id: '12345678' },
  ])('an answer that is no good is not shown: %o', async (body) => {
    fake.strike({ kind: 'error', status: 201, path: '/api/2/mfa', body });
    const error = await started
      .open()
      .issue(ada, anHour, never)
      .then(
        () => expect.unreachable('issued'),
        (thrown: unknown) => thrown,
      );
    expect(error).toMatchObject({ problem: 'unexpected_answer' });
    expect(inspect(error, { depth: 10 })).not.toContain('12345678');
  });

  it('a reference that could be the code is none', async () => {
    const body = { mfa_token: '12345678', reusable: false, device_id: '12345678' };
    fake.strike({ kind: 'error', status: 200, path: '/api/2/mfa', body });
    const outcome = await started.open().issue(ada, anHour, never);
    expect(outcome).toMatchObject({ kind: 'issued', reference: null, endsAt: started.now() + 3_600_000 });
  });

  it('is in no list, and nothing ends it', async () => {
    const { code, reference } = await issue();
    const connection = started.open();
    expect(await connection.list(ada, never)).toBeNull();
    await connection.revoke(ada, reference, never);
    expect(fake.codes.working(1)).toEqual([code]);
  });
});

describe('afterwards', () => {
  const nothing = { state: 'usable', usedAt: null, usedFrom: null, enrolledAt: null };

  it('a sign-in is the use, and the device enrolled after it the new factor', async () => {
    fake.codes.signInBy(1, 7);
    fake.codes.enrol(1);
    started.pass(1000);
    const since = started.now();
    const { code, reference } = await issue();
    const status = () => started.open().status(ada, reference, since, never);
    started.pass(60_000);
    fake.codes.enrol(1);
    started.pass(1000);
    expect(await status()).toEqual(nothing);
    const usedAt = started.now();
    fake.codes.redeem(1, code, '203.0.113.7');
    expect(await status()).toEqual({ state: 'used', usedAt, usedFrom: '203.0.113.7', enrolledAt: null });
    started.pass(60_000);
    fake.codes.redeem(2, code);
    fake.codes.signInBy(1, 7);
    fake.codes.enrol(1);
    expect(await status()).toMatchObject({ usedAt, enrolledAt: started.now() });
  });

  it('a sign-in by another device, or of another person, is no use', async () => {
    const since = started.now();
    const { reference } = await issue();
    fake.codes.signInBy(1, 7);
    fake.codes.signInBy(2, 36_000_000);
    expect(await started.open().status(ada, reference, since, never)).toEqual(nothing);
    started.pass(1000);
    fake.codes.signInBy(1, 36_000_000);
    expect(await started.open().status(ada, reference, since, never)).toMatchObject({ state: 'used' });
  });

  it('sessions are ended, as often as is asked; of a person who is gone there are none', async () => {
    const connection = started.open();
    fake.strike({ kind: 'cut', path: '/api/1/users/1/logout' });
    await connection.endSessions(ada, never);
    await connection.endSessions({ id: '99' }, never);
    expect(fake.codes.loggedOut).toEqual([1]);
    fake.forbidManaging();
    expect(await problemOf(connection.endSessions(ada, never))).toBe('not_permitted');
  });
});

describe('a test', () => {
  it('reads people and events, and makes nothing', async () => {
    expect(await started.open().test(never)).toEqual({ facts: {} });
    expect(fake.exchanges.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /auth/oauth2/v2/token',
      'GET /api/2/users',
      'GET /api/1/events',
    ]);
  });

  it('a wrong secret is refused', async () => {
    expect(await problemOf(started.open({}, 'wrong').test(never))).toBe('credential_refused');
  });
});

const good = { subdomain: 'acme', clientId: 'abc123' };
it.each([
  [good, []],
  [{ ...good, adminRoles: '11, 12' }, []],
  [{}, ['subdomain missing', 'clientId missing']],
  [{ ...good, subdomain: 'evil.example/' }, ['subdomain malformed']],
  [{ ...good, adminRoles: 'Admins' }, ['adminRoles malformed']],
  [{ ...good, groups: 'A=1' }, ['groups unknown']],
])('settings %o: %o', (settings: Record<string, string>, problems) => {
  const found = createOneLoginProvider(testWorld().world).checkSettings(settings);
  expect(found.map(({ name, problem }) => `${name} ${problem}`)).toEqual(problems);
});

describe('as every provider', () => {
  describeProvider(async () => {
    const { fake, open, pass } = await start();
    const codes = fake.codes;
    return {
      fake,
      kind: 'onelogin',
      connection: open(),
      email: 'p1@corp.example',
      account: ada,
      isMaking: ({ method, path }) => method === 'POST' && path.endsWith('/mfa_token'),
      addTwin: () => void fake.people.set(4, person(4, { username: 'p1@corp.example' })),
      unfit: [
        ['provider_account_disabled', () => void fake.people.set(1, person(1, { status: 2 }))],
        ['provider_not_licensed', () => void fake.people.set(1, person(1, { state: 3 }))],
      ],
      makeOther: null,
      working: () => codes.working(1),
      made: () => codes.made.map(({ code }) => code),
      redeem: (code) => codes.redeem(1, code),
      enrol: () => codes.enrol(1),
      sessionsEnded: () => codes.loggedOut.length,
      pass,
      confidential: [fake.clientSecret, 'Basic', 'Bearer', 'corp.example'],
    };
  });
});

describeByVendor('onelogin.json', (description) => {
  it('every request and every answer is as OneLogin describes it', async () => {
    const connection = started.open();
    await connection.test(never);
    await connection.find({ email: 'p1@corp.example' }, never);
    await connection.preflight(ada, anHour, never);
    const { code, reference } = await issue();
    fake.codes.redeem(1, code);
    fake.codes.enrol(1);
    await connection.status(ada, reference, 0, never);
    await connection.endSessions(ada, never);
    await connection.endSessions({ id: '99' }, never);
    fake.forbidManaging();
    await connection.issue(ada, anHour, never);
    await problemOf(connection.endSessions(ada, never));
    await problemOf(started.open({}, 'wrong').test(never));
    expect(new Set(fake.exchanges.map(({ status }) => status))).toEqual(new Set([200, 201, 401, 404]));
    expect(fake.exchanges.flatMap((exchange) => description.check(exchange))).toEqual([]);
  });
});
