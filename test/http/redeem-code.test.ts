import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { HttpAppDeps } from '../../src/http/create-http-app.ts';
import { say } from '../../src/messages/say.ts';
import { StoreUnavailableError } from '../../src/ports/store.ts';
import { type Answer, anotherCode, type HttpWorld, openHttpWorld } from './open-http-world.ts';

const errorOf = (answer: Answer) => answer.body.error as Record<string, unknown>;

/** Everything a caller can see, but what names the request or the moment. */
function visibleOf({ status, headers, body }: Answer) {
  const seen = Object.fromEntries(headers);
  for (const name of ['x-request-id', 'date']) delete seen[name];
  const { requestId, ...error } = body.error as Record<string, unknown>;
  expect(requestId).toBe(headers.get('x-request-id'));
  return { status, seen, error };
}

describe('redeeming over HTTP', () => {
  let world: HttpWorld;
  beforeEach(async () => {
    world = await openHttpWorld();
  });
  afterEach(() => world.close());

  test('N3, N10: a right code is spent, and the answer says that it replaces the second factor only', async () => {
    const { lena, code, record, redeem } = world;
    const answer = await redeem({ user: lena.email, code });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      redeemed: true,
      user: { id: lena.id, login: lena.email, name: lena.displayName },
      codeId: record.id,
      redeemedAt: new Date(world.clock.now()).toISOString(),
      replaces: 'second_factor',
      assertion: expect.stringMatching(/^ey/),
    });
    const again = await redeem({ user: lena.email, code });
    expect(again.status).toBe(403);
    expect(errorOf(again)).toMatchObject({ code: 'code_used', message: say('error.code_used.message') });
  });

  test('N9: unknown user, user without a code and wrong code look the same, up to and beyond the delay', async () => {
    const { lena, mia, redeem, clock } = world;
    const logins = [lena.email, mia.email, 'ghost@acme.test'];
    for (let attempt = 0; attempt < 8; attempt += 1) {
      const answers = [];
      for (const user of logins) answers.push(visibleOf(await redeem({ user, code: anotherCode() })));
      expect(answers[1]).toEqual(answers[0]);
      expect(answers[2]).toEqual(answers[0]);
      expect(answers[0]?.status).toBe(attempt < 5 ? 403 : 429);
      if (attempt === 6) clock.at += 500;
    }
  });

  test('N2: a mistyped code is told apart, and burns no attempt', async () => {
    const { lena, code, redeem } = world;
    for (let attempt = 0; attempt < 12; attempt += 1) {
      const answer = await redeem({ user: lena.email, code: code.slice(0, -1) });
      expect([answer.status, errorOf(answer).code]).toEqual([422, 'code_mistyped']);
    }
    expect((await redeem({ user: lena.email, code })).status).toBe(200);
  });

  test('N5: an expired code is refused as such', async () => {
    const { lena, code, record, redeem, clock } = world;
    clock.at = record.expiresAt;
    const answer = await redeem({ user: lena.email, code });
    expect([answer.status, errorOf(answer).code]).toEqual([403, 'code_expired']);
  });

  test('N7: too many attempts are answered with how long to wait', async () => {
    const { lena, code, redeem, clock } = world;
    for (let attempt = 0; attempt < 6; attempt += 1) {
      await redeem({ user: lena.email, code: anotherCode() });
      if (attempt === 4) clock.at += 1000;
    }
    const answer = await redeem({ user: lena.email, code });
    expect([answer.status, errorOf(answer).code]).toEqual([429, 'too_many_attempts']);
    expect(answer.headers.get('retry-after')).toBe('2');
    clock.at += 2000;
    expect((await redeem({ user: lena.email, code })).status).toBe(200);
  });

  test('N9: without a good credential nothing is said, whatever is wrong with it', async () => {
    const { credential, lena, code, redeem } = world;
    const [prefix, id, secret] = credential.split('_');
    const bad = [
      '',
      'Bearer',
      'Bearer ',
      `Basic ${credential}`,
      `Bearer ${credential}x`,
      `Bearer ${credential} ${credential}`,
      `Bearer ${prefix}_${id}_${'A'.repeat(String(secret).length)}`,
      `Bearer ${credential.slice(0, -43)}${'A'.repeat(43)}`,
      `Bearer bkc_cli_${'z'.repeat(24)}_${'A'.repeat(43)}`,
      `Bearer ${credential.toUpperCase()}`,
    ];
    const answers = [];
    for (const authorization of bad) {
      answers.push(visibleOf(await redeem({ user: lena.email, code }, { authorization })));
    }
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]?.status).toBe(401);
    expect(answers[0]?.seen['www-authenticate']).toContain('Bearer');
    expect((await redeem({ user: lena.email, code })).status).toBe(200);
  });

  test('a service that was removed is let in no more', async () => {
    const { store, lena, code, redeem } = world;
    const services = await store.read.clients.list(lena.organizationId);
    await store.transact(lena.organizationId, async (tx) => {
      for (const { organizationId, id } of services) await tx.clients.remove(organizationId, id);
    });
    expect((await redeem({ user: lena.email, code })).status).toBe(401);
  });

  test('every answer is not to be kept, not to be sniffed, and says nothing about what runs here', async () => {
    const { lena, code, redeem, request } = world;
    for (const answer of [
      await redeem({ user: lena.email, code }),
      await redeem({ user: lena.email, code }),
      await request('/nowhere'),
      await request('/health/live'),
    ]) {
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains');
      const policy = answer.headers.get('content-security-policy');
      expect(policy).toContain("default-src 'none'; base-uri 'none'; form-action 'none'");
      expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
      expect(answer.headers.get('x-request-id')).toMatch(/^ref\d+$/);
      for (const name of ['x-powered-by', 'server', 'etag']) expect(answer.headers.get(name)).toBeNull();
    }
  });

  test('N6: the log has one line for each request, without code, credential, body, query or path', async () => {
    const { lena, code, credential, redeem, request, logLines, logText } = world;
    await redeem({ user: lena.email, code });
    await redeem({ user: lena.email, code: 'rubbish-typed' });
    await request(`/secret-path?code=${code}`);
    await expect.poll(logLines).toHaveLength(3);
    expect(logLines()).toMatchObject([
      { method: 'POST', route: '/v1/codes/redeem', status: 200, ms: 0, requestId: 'ref0001' },
      {
        method: 'POST',
        route: '/v1/codes/redeem',
        status: 422,
        error: 'code_mistyped',
        requestId: 'ref0002',
      },
      { method: 'GET', route: null, status: 404, error: 'not_found', requestId: 'ref0003' },
    ]);
    const bare = code.replaceAll('-', '');
    for (const secret of [
      code,
      bare,
      credential,
      credential.slice(-43),
      'rubbish',
      'secret-path',
      lena.email,
    ]) {
      expect(logText()).not.toContain(secret);
    }
  });
});

describe('when something breaks', () => {
  const secret = 'mongodb://root:hunter2@db.example';
  const breaks = [
    ['an outage is a 503 to be tried again', new StoreUnavailableError(secret), 503, 'unavailable', '5'],
    ['a bug is a 500 with the request id and nothing else', new TypeError(secret), 500, 'internal', null],
  ] as const;
  test.each(breaks)('%s', async (_title, error, status, code, retryAfter) => {
    const world = await openHttpWorld({ redeemCode: () => Promise.reject(error) });
    try {
      const answer = await world.redeem({ user: 'lena@acme.test', code: anotherCode() });
      expect(answer.status).toBe(status);
      expect(answer.body).toEqual({
        error: { code, message: say(`error.${code}.message`), requestId: answer.headers.get('x-request-id') },
      });
      expect(answer.headers.get('retry-after')).toBe(retryAfter);
      expect(answer.text).not.toContain('hunter2');
      expect(world.logText()).toContain(error.name);
    } finally {
      await world.close();
    }
  });

  test('a store that is really gone is a 503, and readiness tells it without a cause', async () => {
    const world = await openHttpWorld();
    try {
      expect((await world.request('/health/ready')).body).toEqual({
        status: 'ready',
        store: 'ok',
        slack: 'ok',
        outbox: 'ok',
      });
      await world.store.close();
      const answers = [
        await world.redeem({ user: world.lena.email, code: world.code }),
        await world.request('/health/ready'),
      ];
      for (const answer of answers) {
        expect([answer.status, errorOf(answer).code]).toEqual([503, 'unavailable']);
        expect(answer.text).not.toMatch(/sqlite|database|closed/i);
      }
      expect((await world.request('/health/live')).status).toBe(200);
    } finally {
      await world.close();
    }
  });

  const troubles: readonly (readonly [string, Partial<HttpAppDeps>, object])[] = [
    ['Slack refuses a token', { slackState: () => 'refused' }, { slack: 'refused' }],
    ['Slack does not answer', { slackState: () => 'unavailable' }, { slack: 'unavailable' }],
    ['notices wait for too long', { isOutboxLate: async () => true }, { outbox: 'late' }],
  ];
  test.each(troubles)(
    'S15: %s: readiness tells it, and requests are sent here all the same',
    async (_, deps, part) => {
      const world = await openHttpWorld(deps);
      try {
        const { status, body } = await world.request('/health/ready');
        const sound = { status: 'degraded', store: 'ok', slack: 'ok', outbox: 'ok' };
        expect({ status, body }).toEqual({ status: 200, body: { ...sound, ...part } });
        expect((await world.redeem({ user: world.lena.email, code: world.code })).status).toBe(200);
      } finally {
        await world.close();
      }
    },
  );

  test('a program that is not ready says so, and is alive', async () => {
    const world = await openHttpWorld({ isReady: () => false });
    try {
      expect((await world.request('/health/ready')).status).toBe(503);
      expect((await world.request('/health/live')).body).toEqual({ status: 'live' });
    } finally {
      await world.close();
    }
  });
});
