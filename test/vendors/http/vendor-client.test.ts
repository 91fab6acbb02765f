import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startVendorFake, type VendorFake, VendorRefusal } from '../../../src/sandbox/vendors/vendor-fake.ts';
import { createVendorClient, type VendorClientOptions } from '../../../src/vendors/http/vendor-client.ts';
import { never, testWorld } from '../../sources/source-worlds.ts';

const schema = z.object({ name: z.string() });
const secret = 'key-5ecret';
const request = { path: '/people', query: { search: 'ada@corp.example' }, headers: { 'x-api-key': secret } };
const ask = { ...request, schema, signal: never };

let fake: VendorFake;
beforeEach(async () => {
  fake = await startVendorFake((routes) => {
    routes.get('/people', (_request, response) => void response.json({ name: 'Ada', more: 1 }));
    routes.post('/people', (_request, response) => void response.json({ name: 'Ada' }));
    routes.get('/wrong', (_request, response) => void response.json({ name: { of: 'Ada Byron' } }));
    routes.get('/large', (_request, response) => void response.json({ name: 'a'.repeat(5000) }));
    routes.get('/away', (_request, response) => void response.redirect(302, 'https://evil.example/'));
    routes.get('/hal', (_request, response) => {
      response.type('application/hal+json; charset=utf-8').send('{"name":"Ada"}');
    });
    routes.get('/broken', (_request, response) => void response.type('json').send('{"name":'));
    routes.get('/refused/:status', ({ params }, response) => {
      response.status(Number(params.status)).json({ code: 'E_SOME', text: 'ada@corp.example is unknown' });
    });
    routes.get('/thrown', () => {
      throw new VendorRefusal(400, { code: 'Ada Byron is unknown' });
    });
  });
});
afterEach(() => fake.stop());

function open(options: Partial<VendorClientOptions> = {}, world = testWorld()) {
  const client = createVendorClient(world.world, { baseUrl: fake.origin, ...options });
  return { client, waits: world.waits, pass: world.pass };
}

/** What was thrown, and that nothing confidential is in any form of it. */
async function failureOf(promise: Promise<unknown>) {
  const error = await promise.then(
    () => expect.unreachable('nothing was thrown'),
    (thrown: unknown) => thrown,
  );
  const text = inspect(error, { depth: 10 });
  for (const word of [secret, 'ada', 'Ada']) expect(text).not.toContain(word);
  return error;
}

describe('a good answer', () => {
  it('is parsed; unknown fields are dropped; the request goes out as it was meant', async () => {
    const { client } = open();
    expect((await client.send(ask)).body).toEqual({ name: 'Ada' });
    expect(fake.exchanges[0]).toMatchObject({
      query: { search: 'ada@corp.example' },
      headers: { accept: 'application/json', 'x-api-key': secret },
    });
  });

  it('may be any kind of JSON', async () => {
    expect((await open().client.send({ ...ask, path: '/hal' })).body).toEqual({ name: 'Ada' });
  });

  it('to a POST: the body is JSON or a form', async () => {
    const { client } = open();
    await client.send({ ...ask, method: 'POST', json: { a: [1] } });
    await client.send({ ...ask, method: 'POST', form: { grant_type: 'client_credentials' } });
    expect(fake.exchanges.map(({ body }) => body)).toEqual([
      { a: [1] },
      { grant_type: 'client_credentials' },
    ]);
  });
});

describe('an answer that is not what the vendor describes', () => {
  it.each([
    ['a page of HTML with status 200', 'html', '/people', 'GET /people: not JSON'],
    ['a field of another type', null, '/wrong', 'GET /wrong: field name'],
    ['broken JSON', null, '/broken', 'GET /broken: not JSON'],
    ['a redirect', null, '/away', 'GET /away 302'],
    ['a path that is not there', null, '/nothing', 'GET /nothing 404'],
    ['a refusal whose code is a sentence', null, '/thrown', 'GET /thrown 400'],
  ] as const)('%s', async (_title, kind, path, detail) => {
    if (kind !== null) fake.strike({ kind });
    const judge = ({ body }: { body: unknown }) => ({
      code: (body as { code?: string } | undefined)?.code ?? null,
    });
    const error = await failureOf(open({ judge }).client.send({ ...ask, path }));
    expect(error).toMatchObject({ problem: 'unexpected_answer', detail });
    expect(fake.exchanges).toHaveLength(1);
  });

  it('is too large', async () => {
    const { client } = open({ limits: { answerBytesMax: 4000 } });
    expect(await failureOf(client.send({ ...ask, path: '/large' }))).toMatchObject({ problem: 'too_large' });
    expect(fake.exchanges).toHaveLength(1);
  });
});

describe('a refusal', () => {
  it.each([
    [401, 'credential_refused'],
    [403, 'not_permitted'],
    [404, 'unexpected_answer'],
    [422, 'unexpected_answer'],
  ])('%i: %s, at once', async (status, problem) => {
    const { client, waits } = open();
    const error = await failureOf(client.send({ ...ask, path: `/refused/${status}` }));
    expect(error).toMatchObject({ problem, detail: `GET /refused/${status} ${status}` });
    expect(waits).toEqual([]);
  });

  it('is judged by the connector where the vendor says more', async () => {
    const judge = () => ({ code: 'E_SOME', problem: 'unknown_account' as const });
    const error = await failureOf(open({ judge }).client.send({ ...ask, path: '/refused/404' }));
    expect(error).toMatchObject({ problem: 'unknown_account', detail: 'GET /refused/404 404 E_SOME' });
  });

  it('may be expected: then it is null', async () => {
    expect(await open().client.find({ ...ask, path: '/refused/404' }, [404])).toBeNull();
    await failureOf(open().client.find({ ...ask, path: '/refused/403' }, [404]));
  });
});

describe('a vendor that is busy or away', () => {
  it.each([
    ['seconds', '7', 7500],
    ['a date', 'Sun, 01 Mar 2026 12:00:09 GMT', 9500],
    ['a date that has passed', 'Sun, 01 Mar 2026 11:00:00 GMT', 500],
    ['something else', 'soon', 500],
    ['nothing', null, 500],
  ])('429: waits as Retry-After says in %s, with jitter', async (_title, retryAfter, wait) => {
    fake.strike({ kind: 'throttle', retryAfter });
    const { client, waits } = open();
    expect((await client.send(ask)).body).toEqual({ name: 'Ada' });
    expect(waits).toEqual([wait]);
  });

  it.each(['cut', 'cut-body', 'error'] as const)(
    '%s: tries again, and waits longer each time',
    async (kind) => {
      fake.strike({ kind, times: 3 });
      const { client, waits } = open();
      expect((await client.send(ask)).body).toEqual({ name: 'Ada' });
      expect(waits).toEqual([500, 1000, 2000]);
    },
  );

  it.each([
    ['error', {}, 'unreachable', 'GET /people 500'],
    ['cut', {}, 'unreachable', 'GET /people: UND_ERR_SOCKET'],
    ['throttle', {}, 'throttled', 'GET /people 429'],
    ['throttle', { status: 503 }, 'throttled', 'GET /people 503'],
  ] as const)('%s %o: gives up after six attempts', async (kind, more, problem, detail) => {
    fake.strike({ kind, times: 99, ...more });
    const { client, waits } = open();
    expect(await failureOf(client.send(ask))).toMatchObject({ problem, detail });
    expect(waits).toHaveLength(5);
    expect(fake.exchanges).toHaveLength(6);
  });

  it('gives up at once if the vendor asks for more than two minutes', async () => {
    fake.strike({ kind: 'throttle', retryAfter: '3600' });
    const { client, waits } = open();
    expect(await failureOf(client.send(ask))).toMatchObject({ problem: 'throttled' });
    expect(waits).toEqual([]);
  });

  it('sends a POST once, unless it only reads', async () => {
    fake.strike({ kind: 'cut', times: 2 });
    const { client } = open();
    const post = { ...ask, method: 'POST', json: {} } as const;
    expect(await failureOf(client.send(post))).toMatchObject({ problem: 'unreachable' });
    expect(fake.exchanges).toHaveLength(1);
    expect((await client.send({ ...post, isSafe: true })).body).toEqual({ name: 'Ada' });
    expect(fake.exchanges).toHaveLength(3);
  });

  it('is asked with headers made for each attempt, from the request as it is sent', async () => {
    fake.strike({ kind: 'error', times: 2 });
    const numbers = [1, 2, 3, 4];
    const { client } = open({
      sign: ({ method, url, body }) => ({ 'x-signed': `${numbers.shift()} ${method} ${url.search} ${body}` }),
    });
    await client.send(ask);
    await client.send({ ...ask, method: 'POST', form: { a: 'b' } });
    expect(fake.exchanges.map(({ headers }) => headers['x-signed'])).toEqual([
      '1 GET ?search=ada%40corp.example null',
      '2 GET ?search=ada%40corp.example null',
      '3 GET ?search=ada%40corp.example null',
      '4 POST ?search=ada%40corp.example a=b',
    ]);
  });

  it('is retried on a 403 that the connector knows as a limit', async () => {
    fake.strike({ kind: 'error', status: 403 });
    const { client, waits } = open({ judge: () => ({ problem: 'retry' }) });
    await client.send(ask);
    expect(waits).toEqual([500]);
  });

  it('does not answer in time', async () => {
    fake.strike({ kind: 'slow', ms: 5000, times: 99 });
    const { client } = open({ limits: { timeoutMs: 20 } });
    expect(await failureOf(client.send(ask))).toMatchObject({
      problem: 'unreachable',
      detail: 'GET /people: time-out',
    });
  });
});

describe('a run that is cancelled', () => {
  it('ends while it waits for an answer', async () => {
    fake.strike({ kind: 'slow', ms: 5000 });
    const stop = new AbortController();
    const sent = open().client.send({ ...ask, signal: stop.signal });
    stop.abort();
    expect(await failureOf(sent)).toMatchObject({ problem: 'cancelled' });
  });

  it('ends between two attempts', async () => {
    fake.strike({ kind: 'error', times: 99 });
    const stop = new AbortController();
    const sleep = async () => {
      stop.abort();
      throw new Error('aborted');
    };
    const { client } = open({}, testWorld({ sleep }));
    expect(await failureOf(client.send({ ...ask, signal: stop.signal }))).toMatchObject({
      problem: 'cancelled',
    });
    expect(fake.exchanges).toHaveLength(1);
  });
});

describe('S: a credential goes to its vendor only', () => {
  it.each(['https://evil.example/people', 'http://127.0.0.1:1/people', 'https://user@evil.example/'])(
    'a link to %s is not followed',
    async (path) => {
      expect(await failureOf(open().client.send({ ...ask, path }))).toMatchObject({
        problem: 'unexpected_answer',
      });
    },
  );

  it('a link on the same origin is', async () => {
    const path = `${fake.origin}/people?page=2`;
    expect((await open().client.send({ ...ask, path, query: {} })).body).toEqual({ name: 'Ada' });
  });

  it('loopback and plain HTTP are refused unless allowed', async () => {
    const closed = testWorld({ allowLoopback: false });
    const error = await failureOf(open({}, closed).client.send(ask));
    expect(error).toMatchObject({ problem: 'unreachable', detail: 'not https' });
    const https = open({ baseUrl: fake.origin.replace('http:', 'https:') }, closed);
    expect(await failureOf(https.client.send(ask))).toMatchObject({ detail: 'private address' });
    expect(fake.exchanges).toEqual([]);
  });

  it('a public name that leads to a private address is refused when it connects, without another attempt', async () => {
    const closed = testWorld({ allowLoopback: false });
    const addresses = [
      { address: '93.184.216.34', family: 4 },
      { address: '127.0.0.1', family: 4 },
    ];
    const lookup = ((_name: string, _options: object, done: (error: null, all: object[]) => void) =>
      done(null, addresses)) as never;
    const { client, waits } = open({ baseUrl: 'https://vendor.example', lookup }, closed);
    expect(await failureOf(client.send(ask))).toMatchObject({
      problem: 'unreachable',
      detail: 'private address',
    });
    expect(waits).toEqual([]);
  });
});
