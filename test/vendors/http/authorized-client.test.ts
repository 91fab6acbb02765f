import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startVendorFake, type VendorFake } from '../../../src/sandbox/vendors/vendor-fake.ts';
import { createAuthorizedClient } from '../../../src/vendors/http/authorized-client.ts';
import { createVendorClient, type VendorClient } from '../../../src/vendors/http/vendor-client.ts';
import { never, testWorld } from '../../sources/source-worlds.ts';

const ask = { path: '/codes', schema: z.object({ name: z.string() }), signal: never };

let fake: VendorFake;
let client: VendorClient;
let tokens: string[];
beforeEach(async () => {
  fake = await startVendorFake((routes) => {
    routes.all('/codes', (_request, response) => void response.json({ name: 'Ada' }));
  });
  tokens = [];
  const { world } = testWorld();
  client = createAuthorizedClient(createVendorClient(world, { baseUrl: fake.origin }), world, async () => {
    tokens.push(`token-${tokens.length + 1}`);
    return { token: tokens.at(-1) ?? '', expiresInSeconds: 3600 };
  });
  await client.send(ask);
});
afterEach(() => fake.stop());

const sent = () => fake.exchanges.slice(1).map(({ headers }) => headers.authorization);

describe('a token that is refused', () => {
  it.each([
    ['a request that reads', {}],
    ['a request that may be repeated', { method: 'DELETE', isSafe: true }],
  ] as const)('is renewed once for %s', async (_title, more) => {
    fake.strike({ kind: 'error', status: 401 });
    expect((await client.send({ ...ask, ...more })).body).toEqual({ name: 'Ada' });
    expect(sent()).toEqual(['Bearer token-1', 'Bearer token-2']);
  });

  it.each(['error', 'masked'] as const)(
    'S: what makes something is never sent twice (%s), and the next request has a new token',
    async (kind) => {
      fake.strike({ kind, status: 401 });
      const making = client.send({ ...ask, method: 'POST', json: {} });
      await expect(making).rejects.toMatchObject({ problem: 'credential_refused', answer: { status: 401 } });
      await client.send({ ...ask, method: 'POST', json: {} });
      expect(sent()).toEqual(['Bearer token-1', 'Bearer token-2']);
    },
  );
});
