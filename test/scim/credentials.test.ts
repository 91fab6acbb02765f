import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createChangeClient } from '../../src/services/clients/change-client.ts';
import { createRemoveClient } from '../../src/services/clients/remove-client.ts';
import { createRotateClientSecret } from '../../src/services/clients/rotate-client-secret.ts';
import { systemRandom } from '../../src/system/system-random.ts';
import { createTestKeys } from '../support/test-keys.ts';
import { openScimWorld, type ScimWorld, testStores } from './open-scim-world.ts';

describe.each(testStores)('who may use SCIM, on $name', (kind) => {
  let world: ScimWorld;
  beforeAll(async () => {
    world = await openScimWorld(kind);
  });
  afterAll(() => world.close());

  const deps = () => ({
    store: world.store,
    clock: world.clock,
    random: systemRandom,
    keys: createTestKeys(),
  });
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const askToken = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
    world.send(
      'POST',
      '/oauth/token',
      new URLSearchParams({ grant_type: 'client_credentials', ...fields }).toString(),
      {
        ...form,
        ...headers,
      },
    );

  it.each([
    {},
    { authorization: 'Basic eDp5' },
    { authorization: 'Bearer x' },
    {
      authorization:
        'Bearer bkt_cli_aaaaaaaaaaaaaaaaaaaaaaaa_zzzzzz_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
    },
  ])('nobody without a credential, wherever they ask: %j', async (headers) => {
    for (const [method, path] of [
      ['GET', '/Users'],
      ['GET', '/nothing'],
      ['POST', '/Bulk'],
      ['GET', '/Schemas'],
    ] as const) {
      const answer = await world.send(method, path, undefined, headers as Record<string, string>);
      expect(answer.status).toBe(401);
      expect(answer.body).toMatchObject({ status: '401' });
      expect(answer.headers['www-authenticate']).toMatch(/^Bearer realm=/);
    }
  });

  it('no client without the scope, and no SCIM client at the door of login services', async () => {
    const login = await world.addClient('Login service', { scopes: ['codes:redeem'] });
    expect((await login.send('GET', '/Users')).body).toMatchObject({ status: '403' });
    const scim = await world.addClient('SCIM only');
    const redeem = await redeemWith(scim.credential);
    expect(redeem).toBe(403);
  });

  async function redeemWith(credential: string): Promise<number> {
    const { hostname, port } = new URL(world.url);
    return new Promise((resolve, reject) => {
      const request = httpRequest(
        {
          hostname,
          port,
          method: 'POST',
          path: '/v1/codes/redeem',
          headers: { authorization: `Bearer ${credential}`, 'content-type': 'application/json' },
        },
        (response) => {
          response.resume();
          resolve(response.statusCode ?? 0);
        },
      );
      request.once('error', reject);
      request.end('{"login":"a@people.example","code":"x"}');
    });
  }

  it('an access token stands for the credential, for a quarter of an hour', async () => {
    const { client, credential } = await world.addClient('OAuth');
    const made = await askToken({ client_id: client.id, client_secret: credential });
    expect(made.status).toBe(200);
    expect(made.body).toMatchObject({ token_type: 'Bearer', expires_in: 900 });
    const use = () =>
      world.send('GET', '/Users', undefined, { authorization: `Bearer ${made.body.access_token}` });
    expect((await use()).status).toBe(200);
    const at = world.clock.at;
    world.clock.at = at + 899_000;
    expect((await use()).status).toBe(200);
    world.clock.at = at + 900_000;
    expect((await use()).status).toBe(401);
    world.clock.at = at;
  });

  it('a token by Basic authentication; it ends when the secret is rotated, or the client removed', async () => {
    const { client, credential } = await world.addClient('Basic');
    const basic = (secret: string) => ({
      authorization: `Basic ${Buffer.from(`${client.id}:${secret}`).toString('base64')}`,
    });
    const secret = credential.slice(`bkc_${client.id}_`.length);
    const made = await askToken({}, basic(secret));
    expect(made.status, made.text).toBe(200);
    const authorization = `Bearer ${made.body.access_token}`;
    expect((await world.send('GET', '/Users', undefined, { authorization })).status).toBe(200);
    await createRotateClientSecret(deps())(world.organizationId, client.id, 0);
    expect((await world.send('GET', '/Users', undefined, { authorization })).status).toBe(401);
    expect((await askToken({}, basic(secret))).status).toBe(401);
  });

  it('no token for a wrong secret, another client’s, another grant, or a client without the scope', async () => {
    const one = await world.addClient('One');
    const two = await world.addClient('Two');
    const login = await world.addClient('Three', { scopes: ['challenges'] });
    const ask = (id: string, secret: string) => askToken({ client_id: id, client_secret: secret });
    expect((await ask(one.client.id, two.credential)).body).toEqual({ error: 'invalid_client' });
    expect((await ask(one.client.id, 'x')).status).toBe(401);
    expect((await ask(login.client.id, login.credential)).body).toEqual({ error: 'unauthorized_client' });
    expect((await askToken({})).body).toEqual({ error: 'invalid_client' });
    expect(
      (await askToken({ grant_type: 'password', client_id: one.client.id, client_secret: one.credential }))
        .body,
    ).toEqual({ error: 'unsupported_grant_type' });
    expect((await world.send('POST', '/oauth/token', '{}')).body).toEqual({ error: 'invalid_request' });
  });

  it('one byte changed in a token, and it is none', async () => {
    const { client, credential } = await world.addClient('Forged');
    const { body } = await askToken({ client_id: client.id, client_secret: credential });
    const token: string = body.access_token;
    const longer = token.replace(
      /_([0-9a-z]+)_(?=[^_]*$|[A-Za-z0-9_-]{43}$)/,
      (_all, expiry: string) => `_${(Number.parseInt(expiry, 36) + 3600).toString(36)}_`,
    );
    expect(longer).not.toBe(token);
    for (const forged of [
      longer,
      `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`,
      token.slice(0, -1),
    ])
      expect(
        (await world.send('GET', '/Users', undefined, { authorization: `Bearer ${forged}` })).status,
      ).toBe(401);
  });

  it('too many requests wait for whole seconds', async () => {
    const client = await world.addClient('Busy', { requestsPerMinute: 3 });
    for (let at = 0; at < 3; at += 1) expect((await client.send('GET', '/Users')).status).toBe(200);
    const answer = await client.send('GET', '/Users');
    expect(answer.status).toBe(429);
    expect(answer.headers['retry-after']).toMatch(/^\d+$/);
    expect(answer.body).toMatchObject({ status: '429' });
  });

  it('two organizations, and two clients of one, never see or touch each other’s people', async () => {
    const other = await world.addOrganization();
    const ours = await world.addClient('Ours');
    const beside = await world.addClient('Beside');
    const theirs = await world.addClient('Theirs', {}, other);
    const { body: user } = await ours.send('POST', '/Users', {
      userName: 'mine@tenant.example',
      externalId: 'm',
    });
    const { body: group } = await ours.send('POST', '/Groups', {
      displayName: 'Mine',
      members: [{ value: user.id }],
    });
    for (const stranger of [beside, theirs]) {
      for (const path of [`/Users/${user.id}`, `/Groups/${group.id}`]) {
        expect((await stranger.send('GET', path)).status).toBe(404);
        expect((await stranger.send('DELETE', path)).status).toBe(404);
        expect(
          (await stranger.send('PUT', path, { userName: 'x@tenant.example', displayName: 'x' })).status,
        ).toBe(404);
        const patch = {
          schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
          Operations: [{ op: 'replace', path: 'displayName', value: 'x' }],
        };
        expect((await stranger.send('PATCH', path, patch)).status).toBe(404);
      }
      for (const list of [
        '/Users',
        '/Groups',
        `/Users?filter=id+eq+"${user.id}"`,
        '/Users?filter=userName+eq+"mine@tenant.example"',
        '/Users?filter=externalId+eq+"m"',
        '/Users?sortBy=userName',
        '/Users?cursor=',
        `/Groups?filter=members.value+eq+"${user.id}"`,
      ])
        expect((await stranger.send('GET', list)).body.totalResults, list).toBe(0);
      const made = await stranger.send('POST', '/Groups', {
        displayName: 'Mine',
        members: [{ value: user.id }],
      });
      expect(made.body).toMatchObject({ status: '400', scimType: 'invalidValue' });
    }
    // The same login: another organization's is theirs to use; within one organization it is a conflict.
    expect((await theirs.send('POST', '/Users', { userName: 'mine@tenant.example' })).status).toBe(201);
    expect((await beside.send('POST', '/Users', { userName: 'mine@tenant.example' })).body).toMatchObject({
      status: '409',
      scimType: 'uniqueness',
    });
    expect((await ours.send('GET', `/Users/${user.id}`)).body.userName).toBe('mine@tenant.example');
  });

  it('a removed client’s people stay; a client of the same name goes on with them', async () => {
    const first = await world.addClient('Replaced');
    const { body: user } = await first.send('POST', '/Users', { userName: 'stay@replaced.example' });
    await createRemoveClient(deps())(world.organizationId, 'Replaced', true);
    expect((await first.send('GET', '/Users')).status).toBe(401);
    const second = await world.addClient('Replaced');
    expect((await second.send('GET', `/Users/${user.id}`)).body.userName).toBe('stay@replaced.example');
  });

  it('the scope can be given to a client later, with a source of its own', async () => {
    const client = await world.addClient('Later', { scopes: ['challenges'] });
    await createChangeClient(deps())(world.organizationId, 'Later', { scopes: ['scim'] });
    expect((await client.send('GET', '/Users')).body.totalResults).toBe(0);
    const source = await world.store.read.sources.findByClient(world.organizationId, client.client.id);
    expect(source).toMatchObject({ kind: 'scim', name: 'Later' });
  });
});
