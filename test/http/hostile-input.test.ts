import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorCodes } from '../../src/domain/error-codes.ts';
import { say } from '../../src/messages/say.ts';
import { type Answer, type HttpWorld, openHttpWorld } from './open-http-world.ts';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
});
afterAll(() => world.close());

/** Refused, as a row of the table, and nothing beside. */
function expectRefusal(answer: Answer): string {
  const { code, message, requestId, problems, ...rest } = answer.body.error as Record<string, unknown>;
  expect(rest).toEqual({});
  expect(problems === undefined || code === 'invalid_body').toBe(true);
  const name = code as keyof typeof errorCodes;
  expect([answer.status, message]).toEqual([errorCodes[name].status, say(`error.${name}.message`)]);
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.status).toBeLessThan(500);
  expect(requestId).toBe(answer.headers.get('x-request-id'));
  return String(code);
}

const valid = () => ({ user: 'ghost@acme.test', code: 'rubbish' });

describe('bodies', () => {
  const big = 'x'.repeat(5000);
  const table: readonly [string, unknown, string][] = [
    ['nothing', '', 'invalid_body'],
    ['no JSON', '{"user":', 'invalid_body'],
    ['a byte order mark alone', '\ufeff', 'invalid_body'],
    ['a bare string', '"user"', 'invalid_body'],
    ['a bare number', '42', 'invalid_body'],
    ['null', 'null', 'invalid_body'],
    ['an array', '[]', 'invalid_body'],
    ['an empty object', {}, 'invalid_body'],
    ['no code', { user: 'ghost@acme.test' }, 'invalid_body'],
    ['no user', { code: 'rubbish' }, 'invalid_body'],
    ['an unknown field', { ...valid(), force: true }, 'invalid_body'],
    ['a field of the prototype', '{"user":"a@acme.test","code":"x","__proto__":{"a":1}}', 'invalid_body'],
    ['a number for the user', { ...valid(), user: 7 }, 'invalid_body'],
    ['an object for the user', { ...valid(), user: { $ne: null } }, 'invalid_body'],
    ['an array for the code', { ...valid(), code: ['rubbish'] }, 'invalid_body'],
    ['null for the code', { ...valid(), code: null }, 'invalid_body'],
    ['an empty user', { ...valid(), user: '' }, 'invalid_body'],
    ['a long user', { ...valid(), user: 'x'.repeat(321) }, 'invalid_body'],
    ['a long code', { ...valid(), code: 'x'.repeat(201) }, 'invalid_body'],
    ['NUL in the user', { ...valid(), user: 'ghost\u0000@acme.test' }, 'invalid_body'],
    ['a line break in the user', { ...valid(), user: 'ghost@acme.test\r\nx' }, 'invalid_body'],
    ['a lone surrogate in the user', '{"user":"\\ud800@acme.test","code":"x"}', 'invalid_body'],
    ['NUL in the code', { ...valid(), code: '\u0000' }, 'code_mistyped'],
    ['a lone surrogate in the code', '{"user":"a@acme.test","code":"\\udfff"}', 'code_mistyped'],
    ['an empty code', { ...valid(), code: '' }, 'code_mistyped'],
    ['deep nesting', '['.repeat(2000) + ']'.repeat(2000), 'invalid_body'],
    ['nesting that never ends', '{"user":'.repeat(500), 'invalid_body'],
    ['too much', big, 'body_too_large'],
    ['too much in a field', { ...valid(), code: big }, 'body_too_large'],
  ];
  test.each(table)('%s', async (_title, body, code) => {
    expect(expectRefusal(await world.redeem(body))).toBe(code);
  });

  test('N6: a body that is not taken names its fields, and repeats nothing of what was sent', async () => {
    const answer = await world.redeem({ user: 7, code: 'S3CRET'.repeat(50), extra: 'S3CRET' });
    const { problems } = answer.body.error as { problems: string[] };
    expect(problems).toHaveLength(3);
    expect(problems.join('\n')).toMatch(/user: .*\ncode: .*\nmust hold no other fields/);
    expect(answer.text).not.toContain('S3CRET');
  });

  test('a body that is no JSON is not quoted', async () => {
    const answer = await world.redeem('{"code": S3CRET}');
    expectRefusal(answer);
    expect(answer.text).not.toContain('S3C');
  });

  const types: readonly [string, Record<string, string>][] = [
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['text', { 'content-type': 'text/plain' }],
    ['a type that only sounds like JSON', { 'content-type': 'application/jsonp' }],
    ['nonsense for a type', { 'content-type': ';;;' }],
    ['another character set', { 'content-type': 'application/json; charset=ebcdic' }],
    ['a compressed body', { 'content-encoding': 'gzip' }],
    ['an unknown encoding', { 'content-encoding': 'rot13' }],
  ];
  test.each(types)('%s is not taken', async (_title, headers) => {
    expect(expectRefusal(await world.redeem(valid(), headers))).toBe('unsupported_media_type');
  });

  test('JSON with its character set named is taken', async () => {
    const headers = { 'content-type': 'Application/JSON; charset=UTF-8' };
    expect(expectRefusal(await world.redeem(valid(), headers))).toBe('code_mistyped');
  });

  test('no JSON value whatever comes to an error of ours', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ maxDepth: 5 }), async (value) => {
        expectRefusal(await world.redeem(JSON.stringify(value)));
      }),
      { seed: 1, numRuns: 150 },
    );
  });

  test('no bytes whatever come to an error of ours', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 6000 }), async (bytes) => {
        expectRefusal(await world.redeem(bytes));
      }),
      { seed: 2, numRuns: 150 },
    );
  });

  test('no user and no code whatever come to an error of ours', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 250 });
    await fc.assert(
      fc.asyncProperty(text, text, async (user, code) => {
        expectRefusal(await world.redeem({ user, code }));
      }),
      { seed: 3, numRuns: 200 },
    );
  });
});

describe('addresses, methods and headers', () => {
  test.each([
    ['GET', '/v1/codes/redeem', 'POST'],
    ['PUT', '/v1/codes/redeem', 'POST'],
    ['DELETE', '/health/live', 'GET, HEAD'],
    ['POST', '/openapi.json', 'GET, HEAD'],
    ['OPTIONS', '/health/ready', 'GET, HEAD'],
  ])('%s %s is refused and told what is taken', async (method, path, allowed) => {
    const answer = await world.request(path, { method });
    expect(expectRefusal(answer)).toBe('method_not_allowed');
    expect(answer.headers.get('allow')).toBe(allowed);
  });

  test('HEAD is answered where GET is, without a body', async () => {
    const answer = await world.request('/health/live', { method: 'HEAD' });
    expect([answer.status, answer.text]).toEqual([200, '']);
  });

  test('no path whatever comes to an error of ours', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 200 }), async (text) => {
        // Raw, since a client's own URL parser would repair it.
        const target = `/x${text.replaceAll(/[^!-~]/g, '%zz')}`;
        const answer = await exchange(`GET ${target} HTTP/1.1\r\nHost: a.test\r\nConnection: close\r\n\r\n`);
        expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
      }),
      { seed: 4, numRuns: 100 },
    );
  });

  test('no credential whatever comes to an error of ours', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 500 }), async (text) => {
        const authorization = `Bearer ${text.replaceAll(/[^ -~]/g, '?')}`;
        expect(expectRefusal(await world.redeem(valid(), { authorization }))).toBe('unauthorized');
      }),
      { seed: 5, numRuns: 100 },
    );
  });

  test.each([
    ['what is no HTTP', '\u0016\u0003\u0001 hello\r\n\r\n', 400],
    ['two lengths', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab', 400],
    [
      'a length and chunks (request smuggling)',
      'POST /v1/codes/redeem HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
    ],
    ['huge headers', `GET / HTTP/1.1\r\nHost: a\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
    ['no host', 'GET / HTTP/1.1\r\n\r\n', 400],
  ])('%s is refused by the server itself', async (_title, raw, status) => {
    expect(await exchange(raw)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  });

  test('afterwards the service still serves', async () => {
    expect((await world.request('/health/ready')).status).toBe(200);
    expect((await world.redeem({ user: world.lena.email, code: world.code })).status).toBe(200);
  });
});

/** Sends bytes as they are and gives back all that comes until the server closes. */
function exchange(raw: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const { hostname, port } = new URL(world.url);
    const socket = connect(Number(port), hostname, () => socket.write(raw, 'latin1'));
    socket.on('data', (chunk) => {
      answer += String(chunk);
    });
    socket.on('error', (error) => (answer === '' ? reject(error) : resolve(answer)));
    socket.on('close', () => resolve(answer));
  });
}
