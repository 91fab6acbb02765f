import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CodeWish } from '../../../src/ports/providers/provider.ts';
import { createDuoConnector } from '../../../src/providers/duo/duo-connector.ts';
import { createProviderConnector } from '../../../src/providers/index.ts';
import { describeDuoPerson } from '../../../src/sandbox/vendors/duo-records.ts';
import { never, testWorld } from '../../sources/source-worlds.ts';
import { type Duo, startDuo } from './start-duo.ts';

const wish: CodeWish = { minutes: 60, startsAt: null };

let duo: Duo;
beforeEach(async () => {
  duo = await startDuo();
});
afterEach(() => duo.fake.stop());

const refusedAs = (code: string, vendorCode?: string) => ({
  kind: 'refused',
  refusals: [vendorCode === undefined ? { code } : { code, vendorCode }],
});
const posts = () => duo.fake.exchanges.filter(({ method }) => method === 'POST');

async function issueToAda() {
  const outcome = await duo.connection.issue(duo.account, wish, never);
  if (outcome.kind !== 'issued') return expect.unreachable('refused');
  return { ...outcome, code: outcome.codes[0].reveal() };
}

/** What was thrown; no credential and no code is in any form of it. */
async function failureOf(promise: Promise<unknown>) {
  const error = await promise.then(
    () => expect.unreachable('nothing was thrown'),
    (thrown: unknown) => thrown,
  );
  const text = inspect(error, { depth: 10 });
  const codes = [...duo.fake.codes.values()].map(({ code }) => code);
  for (const word of [duo.fake.secretKey, 'corp.example', ...codes]) expect(text).not.toContain(word);
  return error;
}

describe('the settings', () => {
  it.each([
    [{ host: 'api-1a2b3c4d.duosecurity.com', integrationKey: 'DIWJ8X6AEYOR5OMC6TQ1' }, []],
    [{ host: 'api-1a2b3c4d.duosecurity.com' }, ['integrationKey missing']],
    [{ host: 'evil.example', integrationKey: 'DI:' }, ['host malformed', 'integrationKey malformed']],
    [
      { host: 'api-1a2b3c4d.duosecurity.com', integrationKey: 'DIWJ8X6AEYOR5OMC6TQ1', secretKey: 'x' },
      ['secretKey unknown'],
    ],
  ])('%o', (settings, problems) => {
    const connector = createDuoConnector(testWorld({ allowLoopback: false }).world);
    expect(connector.checkSettings(settings).map(({ name, problem }) => `${name} ${problem}`)).toEqual(
      problems,
    );
    expect(createProviderConnector('duo', testWorld().world).kind).toBe('duo');
  });
});

describe('test', () => {
  it('proves every permission, and makes nothing', async () => {
    expect(await duo.connection.test(never)).toEqual({ facts: { readsLog: 'yes' } });
    expect(posts()).toEqual([]);
  });

  it('the log is optional', async () => {
    duo.fake.grants.delete('read log');
    expect(await duo.connection.test(never)).toEqual({ facts: { readsLog: 'no' } });
  });

  it.each([
    ['read resource', 'GET /admin/v1/users 403 40301'],
    ['write resource', 'DELETE /admin/v1/bypass_codes/DB000000000000000000 403 40301'],
  ] as const)('says that the grant "%s" is missing', async (grant, detail) => {
    duo.fake.grants.delete(grant);
    expect(await failureOf(duo.connection.test(never))).toMatchObject({ problem: 'not_permitted', detail });
  });

  it.each([
    ['another secret key', () => duo.open({}, 'wrong'), 'credential_refused', '40103'],
    [
      'another integration key',
      () => duo.open({ integrationKey: 'DIXXXXXXXXXXXXXXXXXX' }),
      'credential_refused',
      '40102',
    ],
    ['another host', () => duo.open({ host: 'api-00000000.duosecurity.com' }), 'credential_refused', '40103'],
  ])('%s is refused', async (_title, open, problem, code) => {
    expect(await failureOf(open().test(never))).toMatchObject({ problem, answer: { status: 401, code } });
  });

  it('a clock that is wrong is told from a credential that is wrong', async () => {
    const slow = { now: () => duo.world.clock.now() - 600_000 };
    const behind = duo.open({}, duo.fake.secretKey, slow);
    expect(await failureOf(behind.test(never))).toMatchObject({
      problem: 'clock_wrong',
      answer: { code: '40105' },
    });
    const date = new Date(duo.world.clock.now() + 600_000).toUTCString();
    const body = { stat: 'FAIL', code: 40_103, message: 'Invalid signature in request credentials' };
    duo.fake.strike({ kind: 'error', status: 401, body, headers: { date } });
    expect(await failureOf(duo.connection.test(never))).toMatchObject({ problem: 'clock_wrong' });
  });

  it('without a secret key nothing is sent', () => {
    expect(() => duo.open({}, '  ')).toThrow('credential_refused');
  });
});

describe('a request that is repeated', () => {
  it('is signed again, with the time of its attempt', async () => {
    duo.fake.strike({ kind: 'throttle', retryAfter: '90' });
    await duo.connection.list(duo.account, never);
    const [first, second] = duo.fake.exchanges.map(({ headers }) => headers);
    expect(Date.parse(String(second?.date)) - Date.parse(String(first?.date))).toBeGreaterThanOrEqual(90_000);
    expect(second?.authorization).not.toBe(first?.authorization);
  });

  it.each([
    [42_901, 'throttled', 6],
    [50_000, 'unreachable', 6],
    [40_301, 'not_permitted', 1],
    [40_103, 'credential_refused', 1],
    [40_105, 'clock_wrong', 1],
    [40_002, 'unexpected_answer', 1],
  ])('a failure %i with status 200 is one: %s', async (code, problem, attempts) => {
    const body = { stat: 'FAIL', code, message: 'Ada is unknown' };
    duo.fake.strike({ kind: 'error', status: 200, body, times: 99 });
    const error = await failureOf(duo.connection.list(duo.account, never));
    expect(error).toMatchObject({ problem, answer: { status: 200, code: String(code) } });
    expect(duo.fake.exchanges).toHaveLength(attempts);
  });
});

describe('find', () => {
  it.each([
    ['by email, in any case', 'ada@corp.example', 'ada'],
    ['by username', 'bob@corp.example', 'bob@corp.example'],
  ])('%s', async (_title, email, login) => {
    expect(await duo.connection.find({ email }, never)).toMatchObject({ kind: 'found', account: { login } });
  });

  it('by an alias', async () => {
    duo.setStatus({ email: '', alias2: 'a.byron@corp.example' });
    const found = await duo.connection.find({ email: 'a.byron@corp.example' }, never);
    expect(found).toMatchObject({ kind: 'found', account: duo.account });
  });

  it('by an alias in the newer form', async () => {
    duo.setStatus({ email: '', aliases: { alias5: 'A.Byron@corp.example' } });
    const found = await duo.connection.find({ email: 'a.byron@corp.example' }, never);
    expect(found).toMatchObject({ kind: 'found', account: duo.account });
  });

  it.each(['eve@corp.example', 'da@corp.example', 'ada@corp', '*', '%', ''])(
    'nobody for "%s"',
    async (email) => {
      expect(await duo.connection.find({ email }, never)).toEqual(refusedAs('provider_account_missing'));
    },
  );

  it('two that fit are refused: one by username, one by email', async () => {
    const other = describeDuoPerson('ada@corp.example', { email: '' });
    duo.fake.people.set(other.user_id, other);
    const found = await duo.connection.find({ email: 'ada@corp.example' }, never);
    expect(found).toEqual(refusedAs('provider_account_ambiguous'));
  });

  it('a page that has more after it is refused', async () => {
    const answer = { stat: 'OK', response: [duo.ada], metadata: { next_offset: 1 } };
    duo.fake.strike({ kind: 'error', status: 200, body: answer });
    const found = await duo.connection.find({ email: 'ada@corp.example' }, never);
    expect(found).toEqual(refusedAs('provider_account_ambiguous'));
  });

  it('S: an answer with another person gives nobody', async () => {
    const answer = { stat: 'OK', response: [duo.bob], metadata: {} };
    duo.fake.strike({ kind: 'error', status: 200, body: answer, times: 2 });
    const found = await duo.connection.find({ email: 'ada@corp.example' }, never);
    expect(found).toEqual(refusedAs('provider_account_missing'));
  });

  it.each(['../admins', 'DU/1', '..', 'DU%2F', ''])('S: an id like "%s" is no id', async (id) => {
    const answer = { stat: 'OK', response: [{ ...duo.ada, user_id: id }], metadata: {} };
    duo.fake.strike({ kind: 'error', status: 200, body: answer, times: 2 });
    const error = await failureOf(duo.connection.find({ email: 'ada@corp.example' }, never));
    expect(error).toMatchObject({ problem: 'unexpected_answer' });
  });
});

describe('who gets no code, in find and in preflight', () => {
  it.each([
    [{ status: 'disabled' }, 'provider_account_disabled'],
    [{ status: 'pending deletion' }, 'provider_account_disabled'],
    [{ status: 'something new' }, 'provider_account_disabled'],
    [{ status: 'locked out' }, 'provider_account_locked'],
    [{ status: 'bypass' }, 'provider_no_second_step'],
    [{ groups: [{ group_id: 'DG1', status: 'Bypass' }] }, 'provider_no_second_step'],
    [{ groups: [{ group_id: 'DG1', status: 'Disabled' }] }, 'provider_account_disabled'],
    [{ is_enrolled: false, phones: [] }, 'provider_no_factor'],
  ])('%o: %s', async (change, code) => {
    duo.setStatus(change);
    const found = await duo.connection.find({ email: 'ada@corp.example' }, never);
    expect(found).toEqual(refusedAs(code));
    expect(await duo.connection.preflight(duo.account, wish, never)).toEqual(refusedAs(code));
  });

  it('a group that is active changes nothing', async () => {
    duo.setStatus({ groups: [{ group_id: 'DG1', status: 'Active' }, { group_id: 'DG2' }] });
    expect(await duo.connection.preflight(duo.account, wish, never)).toMatchObject({ kind: 'ready' });
  });
});

describe('preflight', () => {
  it('knows the codes that are there, on all pages', async () => {
    await duo.fake.stop();
    duo = await startDuo({ pageMax: 2 });
    for (const id of ['DB1', 'DB2', 'DB3', 'DB4', 'DB5'])
      duo.fake.codes.set(id, {
        id,
        userId: duo.ada.user_id,
        code: '1',
        created: 1,
        expiration: null,
        usesLeft: 1,
      });
    const ready = await duo.connection.preflight(duo.account, wish, never);
    expect(ready).toEqual({ kind: 'ready', minutes: 60, before: ['DB1', 'DB2', 'DB3', 'DB4', 'DB5'] });
  });

  it.each([
    [0.5, 1],
    [1440, 1440],
    [100_000, 43_200],
  ])('%d minutes: %d', async (minutes, narrowed) => {
    const ready = await duo.connection.preflight(duo.account, { ...wish, minutes }, never);
    expect(ready).toMatchObject({ minutes: narrowed });
  });

  it('no later start, and nobody who is gone', async () => {
    const later = { ...wish, startsAt: duo.world.clock.now() + 60_000 };
    expect(await duo.connection.preflight(duo.account, later, never)).toEqual(
      refusedAs('provider_no_later_start'),
    );
    duo.fake.people.delete(duo.ada.user_id);
    expect(await duo.connection.preflight(duo.account, wish, never)).toEqual(
      refusedAs('provider_account_missing'),
    );
  });

  it('S: an answer about another person is none', async () => {
    const path = `/admin/v1/users/${duo.ada.user_id}`;
    duo.fake.strike({ kind: 'error', status: 200, path, body: { stat: 'OK', response: duo.bob } });
    expect(await failureOf(duo.connection.preflight(duo.account, wish, never))).toMatchObject({
      problem: 'unexpected_answer',
    });
  });
});

describe('issue', () => {
  it('makes one code for one use and a time, and ends those before', async () => {
    const first = await issueToAda();
    const second = await issueToAda();
    expect(duo.fake.working(duo.ada.user_id)).toEqual([second.code]);
    expect(second.reference).toBe([...duo.fake.codes.keys()][0]);
    expect(second.endsAt).toBe(duo.world.clock.now() + 3_600_000);
    expect(posts()[1]?.body).toEqual({
      count: '1',
      reuse_count: '1',
      valid_secs: '3600',
      preserve_existing: 'false',
    });
    expect(duo.fake.redeem(duo.ada.user_id, first.code)).toBe(false);
    expect(duo.fake.redeem(duo.ada.user_id, second.code)).toBe(true);
    expect(duo.fake.redeem(duo.ada.user_id, second.code)).toBe(false);
  });

  it('N6: the code is a secret from the start', async () => {
    const outcome = await duo.connection.issue(duo.account, wish, never);
    const [code] = duo.fake.working(duo.ada.user_id);
    expect(inspect(outcome, { depth: 10 }) + JSON.stringify(outcome)).not.toContain(code);
  });

  it.each([
    ['cut', {}],
    ['cut-body', {}],
    ['html', {}],
    ['error', { status: 500 }],
    ['error', { status: 404 }],
  ] as const)('the list that tells its id fails (%s %o): the code is issued', async (kind, more) => {
    const path = `/admin/v1/users/${duo.ada.user_id}/bypass_codes`;
    duo.fake.strike({ kind, path, after: 1, times: 99, ...more });
    const { code, reference } = await issueToAda();
    expect(reference).toBeNull();
    expect(duo.fake.working(duo.ada.user_id)).toEqual([code]);
  });

  it('the list that tells its id doesn’t answer: the code is issued soon', async () => {
    const path = `/admin/v1/users/${duo.ada.user_id}/bypass_codes`;
    duo.fake.strike({ kind: 'slow', ms: 20_000, path, after: 1 });
    expect((await issueToAda()).reference).toBeNull();
  }, 15_000);

  it('the process stops while the id is looked up: the code is issued', async () => {
    const stop = new AbortController();
    const path = `/admin/v1/users/${duo.ada.user_id}/bypass_codes`;
    duo.fake.strike({ kind: 'slow', ms: 20_000, path, after: 1 });
    const issuing = duo.connection.issue(duo.account, wish, stop.signal);
    await expect.poll(() => duo.fake.exchanges.length).toBe(2);
    stop.abort();
    expect(await issuing).toMatchObject({ kind: 'issued', reference: null });
  });

  it('another code beside ours: which is ours isn’t known', async () => {
    const path = `/admin/v1/users/${duo.ada.user_id}/bypass_codes`;
    const response = [{ bypass_code_id: 'DB1' }, { bypass_code_id: 'DB2' }];
    duo.fake.strike({
      kind: 'error',
      status: 200,
      path,
      after: 1,
      body: { stat: 'OK', response, metadata: {} },
    });
    expect((await issueToAda()).reference).toBeNull();
  });

  it.each([
    [400, 40_002, 'provider_refused'],
    [401, 40_103, 'provider_credential_refused'],
    [401, 40_105, 'provider_clock_wrong'],
    [403, 40_301, 'provider_not_permitted'],
    [404, 40_401, 'provider_refused'],
    [429, 42_901, 'provider_throttled'],
  ])('%d %d is a refusal, and nothing was made', async (status, code, refusal) => {
    duo.fake.strike({ kind: 'error', status, body: { stat: 'FAIL', code, message: 'No' } });
    const outcome = await duo.connection.issue(duo.account, wish, never);
    expect(outcome).toEqual(refusedAs(refusal, String(code)));
    expect(duo.fake.codes.size).toBe(0);
    expect(posts()).toHaveLength(1);
  });

  const made = (response: unknown) =>
    ({ kind: 'error', status: 200, body: { stat: 'OK', response } }) as const;
  it.each([
    ['cut', { kind: 'cut' }],
    ['cut-body', { kind: 'cut-body' }],
    ['html', { kind: 'html' }],
    ['500', { kind: 'error' }],
    ['503', { kind: 'throttle', status: 503 }],
    ['a failure with status 200', { kind: 'error', status: 200, body: { stat: 'FAIL', code: 40_002 } }],
    ['a redirect', { kind: 'error', status: 307, headers: { location: '/admin/v1/users' } }],
    ['two codes', made(['123456789', '987654321'])],
    ['none', made([])],
    ['a number', made([123456789])],
    ['a sentence', made(['Ada’s code is 123456789'])],
    ['another shape', made({ code: '123456789' })],
  ] as const)('%s: it isn’t known whether one was made, and it is asked once', async (_title, fault) => {
    duo.fake.strike({ ...fault, times: 99 });
    const error = await failureOf(duo.connection.issue(duo.account, wish, never));
    expect(error).toMatchObject({ name: 'VendorError' });
    expect(inspect(error, { depth: 10 })).not.toContain('123456789');
    expect(duo.fake.exchanges).toHaveLength(1);
  });
});

describe('status', () => {
  const status = (reference: string | null, since = duo.world.clock.now()) =>
    duo.connection.status(duo.account, reference, since, never);
  const nothing = { usedAt: null, usedFrom: null, enrolledAt: null };

  it('usable, then unclear, then used: Duo’s log is two minutes late', async () => {
    const since = duo.world.clock.now();
    const { code, reference } = await issueToAda();
    expect(await status(reference)).toEqual({ state: 'usable', ...nothing });
    duo.pass(30_000);
    duo.fake.redeem(duo.ada.user_id, code, '203.0.113.9');
    expect(await status(reference, since)).toEqual({ state: 'unclear', ...nothing });
    duo.pass(120_000);
    expect(await status(reference, since)).toEqual({
      state: 'used',
      usedAt: since + 30_000,
      usedFrom: '203.0.113.9',
      enrolledAt: null,
    });
    duo.fake.enrol(duo.ada.user_id);
    expect(await status(reference, since)).toMatchObject({
      state: 'used',
      enrolledAt: duo.world.clock.now(),
    });
  });

  it('a factor of before is no new one', async () => {
    duo.fake.enrol(duo.ada.user_id);
    duo.pass(1000);
    const since = duo.world.clock.now();
    const { code, reference } = await issueToAda();
    duo.fake.redeem(duo.ada.user_id, code);
    duo.pass(120_000);
    expect(await status(reference, since)).toMatchObject({ state: 'used', enrolledAt: null });
  });

  it('an attempt that failed, and the use of an older code, are none of this one', async () => {
    const older = await issueToAda();
    duo.fake.redeem(duo.ada.user_id, older.code);
    duo.pass(300_000);
    const since = duo.world.clock.now();
    const { reference } = await issueToAda();
    duo.fake.redeem(duo.ada.user_id, '000000000');
    await duo.connection.revoke(duo.account, reference, never);
    duo.pass(120_000);
    expect(await status(reference, since)).toEqual({ state: 'unclear', ...nothing });
  });

  it('without the log, a code that is gone was used if the person has signed in since', async () => {
    duo.fake.grants.delete('read log');
    const since = duo.world.clock.now();
    const { code, reference } = await issueToAda();
    duo.pass(30_000);
    duo.fake.redeem(duo.ada.user_id, code);
    const usedAt = since + 30_000;
    expect(await status(reference, since)).toEqual({
      state: 'used',
      usedAt,
      usedFrom: null,
      enrolledAt: null,
    });
    expect(await status(reference, usedAt + 1000)).toEqual({ state: 'unclear', ...nothing });
  });

  it('a person who is gone has no code', async () => {
    const { reference } = await issueToAda();
    duo.fake.people.delete(duo.ada.user_id);
    expect(await status(reference)).toEqual({ state: 'gone', ...nothing });
  });

  it('its time is over', async () => {
    const { reference } = await issueToAda();
    duo.pass(3_600_000);
    expect(await status(reference)).toEqual({ state: 'ended', ...nothing });
  });

  it('a code whose id isn’t known: any that the person has may be it', async () => {
    const since = duo.world.clock.now();
    const { code } = await issueToAda();
    expect(await status(null)).toMatchObject({ state: 'usable' });
    duo.fake.redeem(duo.ada.user_id, code);
    duo.pass(120_000);
    expect(await status(null, since)).toMatchObject({ state: 'used' });
  });

  it('S: what another person did doesn’t count', async () => {
    const since = duo.world.clock.now();
    const { reference } = await issueToAda();
    await duo.connection.revoke(duo.account, reference, never);
    const event = {
      event_type: 'authentication',
      factor: 'bypass_code',
      result: 'success',
      timestamp: since / 1000 + 1,
    };
    const authlogs = [{ ...event, user: { key: duo.bob.user_id } }, event];
    const body = { stat: 'OK', response: { authlogs } };
    duo.fake.strike({ kind: 'error', status: 200, path: '/admin/v2/logs', body });
    expect(await status(reference, since)).toMatchObject({ state: 'unclear' });
  });
});

describe('list and revoke', () => {
  it('end one code, again and again; one that is gone is ended', async () => {
    const { code, reference } = await issueToAda();
    expect(await duo.connection.list(duo.account, never)).toEqual([reference]);
    await duo.connection.revoke(duo.account, reference, never);
    await duo.connection.revoke(duo.account, reference, never);
    expect(await duo.connection.list(duo.account, never)).toEqual([]);
    expect(duo.fake.redeem(duo.ada.user_id, code)).toBe(false);
  });

  it('a code whose id isn’t known is ended with all that the person has', async () => {
    await issueToAda();
    await duo.connection.issue({ id: duo.bob.user_id, login: 'bob' }, wish, never);
    await duo.connection.revoke(duo.account, null, never);
    expect(duo.fake.working(duo.ada.user_id)).toEqual([]);
    expect(duo.fake.working(duo.bob.user_id)).toHaveLength(1);
  });

  it.each(['cut', 'cut-body', 'error', 'throttle'] as const)(
    '%s while ending: is tried again',
    async (kind) => {
      const { reference } = await issueToAda();
      duo.fake.strike({ kind, path: '/admin/v1/bypass_codes' });
      await duo.connection.revoke(duo.account, reference, never);
      expect(duo.fake.working(duo.ada.user_id)).toEqual([]);
    },
  );

  it('a person who is gone has no codes', async () => {
    duo.fake.people.delete(duo.ada.user_id);
    expect(await duo.connection.list(duo.account, never)).toEqual([]);
    await duo.connection.revoke(duo.account, null, never);
    await duo.connection.endSessions(duo.account, never);
  });

  it.each(['..', '.', '', 'DB1/..', '../../v1/users/DU1', 'DB1?x', 'DB%2E'])(
    'S: nothing is sent for a reference like "%s"',
    async (reference) => {
      const error = await failureOf(duo.connection.revoke(duo.account, reference, never));
      expect(error).toMatchObject({ problem: 'unexpected_answer' });
      const account = { id: reference, login: 'ada' };
      await failureOf(duo.connection.list(account, never));
      await failureOf(duo.connection.preflight(account, wish, never));
      await failureOf(duo.connection.issue(account, wish, never));
      expect(duo.fake.exchanges).toEqual([]);
    },
  );

  it('S: a list without an end is none', async () => {
    let offset = 0;
    const path = `/admin/v1/users/${duo.ada.user_id}/bypass_codes`;
    for (let page = 0; page < 20; page += 1) {
      const response = Array.from({ length: 100 }, (_each, index) => ({
        bypass_code_id: `DB${offset + index}`,
      }));
      offset += 100;
      const body = { stat: 'OK', response, metadata: { next_offset: offset } };
      duo.fake.strike({ kind: 'error', status: 200, path, body });
    }
    expect(await failureOf(duo.connection.list(duo.account, never))).toMatchObject({
      problem: 'unexpected_answer',
    });
    expect(duo.fake.exchanges).toHaveLength(11);
  });

  it('S: a list that repeats itself is none', async () => {
    await issueToAda();
    const path = `/admin/v1/users/${duo.ada.user_id}/bypass_codes`;
    const body = {
      stat: 'OK',
      response: [{ bypass_code_id: 'DB1' }],
      metadata: { next_offset: 1 },
    };
    duo.fake.strike({ kind: 'error', status: 200, path, body, times: 99 });
    expect(await failureOf(duo.connection.list(duo.account, never))).toMatchObject({
      problem: 'unexpected_answer',
    });
  });
});
