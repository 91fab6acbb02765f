import { fetchUserInfo } from 'openid-client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ENTRA_REDIRECT_URI, type EntraTenant, openEntraTenant } from './open-entra-tenant.ts';
import {
  type OidcWorld,
  openOidcWorld,
  REDIRECT_URI,
  storeKinds,
  type TestClient,
} from './open-oidc-world.ts';
import { type Attempt, beginSignIn, exchange, openPage, readContinueUrl, typeCode } from './sign-in.ts';

const HOUR = 3_600_000;

describe.each(storeKinds)('what a client may ask in a minute, and for how long, on %s', (kind) => {
  let world: OidcWorld;
  beforeAll(async () => {
    world = await openOidcWorld(kind);
  });
  afterEach(() => {
    world.clock.offset = 0;
  });
  afterAll(() => world.close());

  /** So that no minute ends in the middle of a test: at the first second of one. */
  function startMinute(): void {
    const now = world.clock.now();
    world.clock.offset += 60_000 - (now % 60_000) + 1000;
  }

  async function start(
    client: TestClient,
  ): Promise<{ attempt: Attempt; status: number; wait: string | null }> {
    const attempt = await beginSignIn(world, client, { login_hint: world.lena.email });
    const { status, headers } = await attempt.browser.get(attempt.url.href);
    return { attempt, status, wait: headers.get('retry-after') };
  }

  async function present(client: TestClient, code: string, attempt: Attempt | null = null) {
    const response = await fetch(`${world.issuer}/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        client_id: client.id,
        ...(client.secret === '' ? {} : { client_secret: client.secret }),
        code,
        code_verifier: attempt?.verifier ?? 'x'.repeat(43),
        redirect_uri: REDIRECT_URI,
      }),
    });
    const { error } = (await response.json()) as { error?: string };
    return { said: `${response.status} ${error}`, wait: response.headers.get('retry-after') };
  }

  async function refusals(): Promise<number> {
    const history = await world.store.read.audit.list(world.organizationId, {
      after: 0,
      limit: 1000,
      action: 'client.refused',
    });
    return history.length;
  }

  it('N7: sign-ins beyond the limit of a service get a page that says so and how long to wait; others go on', async () => {
    const client = await world.addClient('Small', {}, { requestsPerMinute: 3 });
    const calm = await world.addClient('Calm');
    const before = await refusals();
    startMinute();
    const other = await world.startAnother();
    for (let i = 0; i < 3; i += 1) expect((await start(client)).status).toBe(303);
    const { attempt, status, wait } = await start(client);
    expect(status).toBe(429);
    expect(Number(wait)).toBeGreaterThan(30);
    expect(Number(wait)).toBeLessThanOrEqual(60);
    const there = await attempt.browser.get(attempt.url.href.replace(world.url, other.url));
    expect(there.status, 'on another instance too').toBe(429);
    expect(there.text).toContain('Too many people');
    expect(there.location, 'nobody is sent back, to come again at once').toBeNull();
    expect((await start(calm)).status).toBe(303);
    expect((await refusals()) - before, 'one line for all of a minute').toBe(1);
    world.clock.offset += 60_000;
    expect((await start(client)).status).toBe(303);
    await other.close();
  });

  it('N7: the page counts what is typed; the code that was typed too much is not spent, and works a minute later', async () => {
    const client = await world.addClient('Typed', {}, { requestsPerMinute: 2 });
    startMinute();
    const { attempt } = await start(client);
    const { pageUrl } = await openPage(attempt);
    const code = await world.issueCode(world.lena);
    const busy = await attempt.browser.post(pageUrl, { code });
    expect([busy.status, busy.headers.get('retry-after') !== null]).toEqual([429, true]);
    expect(busy.text).toContain('Too many people');
    world.clock.offset += 60_000;
    const done = await attempt.browser.post(pageUrl, { code });
    expect(readContinueUrl(done)).toContain('/oidc/auth/');
  });

  it('the token endpoint: 429 temporarily_unavailable with Retry-After, and strangers do not use it up', async () => {
    const client = await world.addClient('Exchange', {}, { requestsPerMinute: 2 });
    startMinute();
    const attempt = await beginSignIn(world, client, { login_hint: world.lena.email });
    const { pageUrl } = await openPage(attempt);
    world.clock.offset += 60_000;
    const returned = await typeCode(attempt, pageUrl, await world.issueCode(world.lena));
    // Strangers ask in the service's name until they may no more; with a wrong secret, too, nothing counts against the service.
    expect((await start(client)).status).toBe(303);
    expect((await start(client)).status).toBe(429);
    for (let i = 0; i < 5; i += 1) {
      expect((await present({ ...client, secret: 'wrong' }, 'x')).said).toBe('401 invalid_client');
    }
    const tokens = await exchange(attempt, returned);
    expect((await present(client, 'not a code')).said).toBe('400 invalid_grant');
    const { said, wait } = await present(client, 'not a code');
    expect(said).toBe('429 temporarily_unavailable');
    expect(Number(wait)).toBeGreaterThan(0);
    await expect(
      fetchUserInfo(attempt.configuration, tokens.access_token, world.lena.id),
      'userinfo counts as well',
    ).rejects.toMatchObject({ status: 429 });
  });

  it('a client without a secret is counted where anybody may have asked', async () => {
    const open = await world.addClient('Public', { authMethod: 'none' }, { requestsPerMinute: 1 });
    startMinute();
    expect((await present({ ...open, secret: '' }, 'x')).said).toBe('400 invalid_grant');
    expect((await present({ ...open, secret: '' }, 'x')).said).toBe('429 temporarily_unavailable');
    expect((await start(open)).status).toBe(429);
  });

  it('where hints are signed, unsigned requests use up nothing of the limit', async () => {
    const tenant: EntraTenant = await openEntraTenant();
    const terms = { redirectUri: ENTRA_REDIRECT_URI, requestsPerMinute: 1 };
    const client = await world.addClient('Entra ID', tenant.settings, terms);
    startMinute();
    const send = async (hint: string) => {
      const body = new URLSearchParams({ ...tenant.ask(client, hint).form });
      return (await fetch(`${world.issuer}/auth`, { method: 'POST', body, redirect: 'manual' })).status;
    };
    for (let i = 0; i < 4; i += 1) expect(await send('e30.e30.')).toBe(400);
    const hint = () => tenant.hint(world.clock.now(), { preferred_username: world.lena.email });
    expect(await send(await hint())).toBe(303);
    expect(await send(await hint())).toBe(429);
    await tenant.close();
  });

  it('access that has ended has ended here too: no new sign-in, no answer to an open page, no token', async () => {
    const expiresAt = world.clock.now() + HOUR;
    const client = await world.addClient('Temporary', {}, { expiresAt });
    const moveTo = (moment: number) => {
      world.clock.offset += moment - world.clock.now();
    };
    moveTo(expiresAt - 30_000);
    const { attempt } = await start(client);
    const { pageUrl } = await openPage(attempt);
    const second = await openPage((await start(client)).attempt);
    expect(second.page.status).toBe(200);
    const returned = await typeCode(attempt, pageUrl, await world.issueCode(world.lena));
    const code = await world.issueCode(world.lena);
    moveTo(expiresAt + 1);
    expect((await start(client)).status, 'and nobody is sent to it').toBe(400);
    expect((await attempt.browser.post(pageUrl, { code })).status).toBe(400);
    expect((await present(client, returned.searchParams.get('code') ?? '', attempt)).said).toBe(
      '401 invalid_client',
    );
  });
});
