import type { Express } from 'express';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Answer, anotherCode, type HttpWorld, openHttpWorld } from './open-http-world.ts';

interface OpenApi {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, DescribedOperation>>;
  readonly components: { readonly securitySchemes: Record<string, unknown> };
}
interface DescribedOperation {
  readonly operationId: string;
  readonly security: readonly Record<string, unknown>[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Record<
    string,
    { readonly headers?: Record<string, unknown>; readonly content: Content }
  >;
}
type Content = { readonly 'application/json': { readonly schema: Parameters<typeof z.fromJSONSchema>[0] } };

let world: HttpWorld;
let described: OpenApi;
beforeAll(async () => {
  world = await openHttpWorld();
  described = (await world.request('/openapi.json')).body as unknown as OpenApi;
});
afterAll(() => world.close());

/** `method path` of everything that the router answers; whatever is mounted beside the known middleware is one more. */
function listServed(app: Express): string[] {
  const middleware = ['openContext', 'setSecurityHeaders', 'answerNotFound', 'handleFailures'];
  return app.router.stack.flatMap(({ route, name }) => {
    if (route === undefined) return middleware.includes(name) ? [] : [`mounted: ${name}`];
    const methods = new Set(route.stack.map(({ method }) => method).filter((method) => method !== undefined));
    return [...methods].map((method) => `${method} ${route.path.replace(/:(\w+)/g, '{$1}')}`);
  });
}

const listDescribed = ({ paths }: OpenApi) =>
  Object.entries(paths).flatMap(([path, item]) => Object.keys(item).map((method) => `${method} ${path}`));

describe('the description', () => {
  test('describes every route that is served, and no other', () => {
    expect(listDescribed(described).sort()).toEqual(listServed(world.app).sort());
  });

  test('has what the standard asks for', () => {
    expect(described.openapi).toMatch(/^3\.1\./);
    const operations = Object.values(described.paths).flatMap((item) => Object.values(item));
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { security, responses } of operations) {
      for (const scheme of security.flatMap((each) => Object.keys(each))) {
        expect(described.components.securitySchemes).toHaveProperty([scheme]);
      }
      expect(Object.keys(responses)).toEqual(expect.arrayContaining(['200', '500']));
    }
    expect(JSON.stringify(described)).not.toContain('$schema');
  });

  test('N10: says that a code replaces the second factor only', () => {
    expect(JSON.stringify(described.paths['/v1/codes/redeem'])).toContain('never replaces the first factor');
  });

  test('takes and refuses the same bodies as the route', async () => {
    const schema = described.paths['/v1/codes/redeem']?.post?.requestBody?.content['application/json'].schema;
    const check = z.fromJSONSchema(schema ?? false);
    const bodies = [
      { user: 'ghost@acme.test', code: 'rubbish' },
      { user: 'ghost@acme.test', code: '' },
      { user: '', code: 'rubbish' },
      { user: 'ghost@acme.test' },
      { user: 'ghost@acme.test', code: 'rubbish', extra: 1 },
      { user: 'a\u0000', code: 'rubbish' },
      { user: 'x'.repeat(321), code: 'rubbish' },
      { user: 'ghost@acme.test', code: 'x'.repeat(201) },
    ];
    for (const body of bodies) {
      expect(check.safeParse(body).success, JSON.stringify(body).slice(0, 80)).toBe(
        (await world.redeem(body)).status !== 400,
      );
    }
  });
});

describe('answers are as described', () => {
  /** @throws if the description has no such answer, or the answer something the description has not */
  function check(method: string, path: string, answer: Answer): void {
    const response = described.paths[path]?.[method]?.responses[answer.status];
    if (response === undefined) throw new Error(`${method} ${path} describes no ${answer.status}`);
    z.fromJSONSchema(response.content['application/json'].schema).parse(answer.body);
    if (answer.headers.has('retry-after')) expect(response.headers).toHaveProperty('Retry-After');
  }

  test('the check itself notices an undescribed field and an undescribed status', async () => {
    const answer = await world.request('/health/live');
    expect(() => check('get', '/health/live', answer)).not.toThrow();
    expect(() => check('get', '/health/live', { ...answer, body: { ...answer.body, x: 1 } })).toThrow(
      /x|propert/i,
    );
    expect(() => check('get', '/health/live', { ...answer, status: 503 })).toThrow(/503/);
  });

  test('of redeeming', async () => {
    const { lena, code, redeem, clock, record } = world;
    const user = lena.email;
    const checkRedeem = (answer: Answer, status: number): void => {
      expect(answer.status).toBe(status);
      check('post', '/v1/codes/redeem', answer);
    };
    checkRedeem(await redeem({ user, code }, { authorization: 'Bearer nobody' }), 401);
    checkRedeem(await redeem('{'), 400);
    checkRedeem(await redeem({ user, code: 1 }), 400);
    checkRedeem(await redeem('x'.repeat(5000)), 413);
    checkRedeem(await redeem({ user, code }, { 'content-type': 'text/plain' }), 415);
    checkRedeem(await redeem({ user, code: 'rubbish' }), 422);
    checkRedeem(await redeem({ user, code: anotherCode() }), 403);
    checkRedeem(await redeem({ user, code }), 200);
    checkRedeem(await redeem({ user, code }), 403);
    clock.at = record.expiresAt;
    for (let attempt = 0; attempt < 5; attempt += 1) await redeem({ user, code: anotherCode() });
    checkRedeem(await redeem({ user, code: anotherCode() }), 429);
  });

  test('of the others', async () => {
    for (const path of ['/health/live', '/health/ready', '/openapi.json']) {
      check('get', path, await world.request(path));
    }
  });

  test('of a service that cannot serve', async () => {
    const broken = await openHttpWorld({
      isReady: () => false,
      redeemCode: () => Promise.reject(new Error('a bug')),
    });
    try {
      check('get', '/health/ready', await broken.request('/health/ready'));
      check('post', '/v1/codes/redeem', await broken.redeem({ user: 'ghost@acme.test', code: 'x' }));
      await broken.store.close();
      check('post', '/v1/codes/redeem', await broken.redeem({ user: 'ghost@acme.test', code: 'x' }));
    } finally {
      await broken.close();
    }
  });
});
