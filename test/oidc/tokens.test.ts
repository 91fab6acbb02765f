import { ClientSecretBasic, fetchUserInfo, None } from 'openid-client';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { parseDatabaseUrl } from '../../src/config/parse-database-url.ts';
import { signInIdOf } from '../../src/services/sign-in/oidc-sign-in.ts';
import { dumpDatabase } from '../support/dump-database.ts';
import {
  type OidcWorld,
  openOidcWorld,
  REDIRECT_URI,
  storeKinds,
  type TestClient,
} from './open-oidc-world.ts';
import {
  type Attempt,
  beginSignIn,
  discover,
  exchange,
  goOn,
  openPage,
  readContinueUrl,
  typeCode,
} from './sign-in.ts';

describe.each(storeKinds)('codes and tokens, on %s', (kind) => {
  let world: OidcWorld;
  let client: TestClient;
  beforeAll(async () => {
    world = await openOidcWorld(kind);
    client = await world.addClient('Portal');
  });
  afterAll(() => world.close());

  async function signIn(who = client): Promise<{ attempt: Attempt; returned: URL; pageUrl: string }> {
    const { email } = world.lena;
    const attempt = await beginSignIn(world, who, { login_hint: email });
    const { pageUrl } = await openPage(attempt);
    const returned = await typeCode(attempt, pageUrl, await world.issueCode(world.lena));
    return { attempt, returned, pageUrl };
  }

  async function tokenError(
    attempt: Attempt,
    returned: URL,
    form: Record<string, string> = {},
    headers = {},
  ) {
    const response = await fetch(`${world.issuer}/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        client_id: client.id,
        client_secret: client.secret,
        code: returned.searchParams.get('code') ?? '',
        code_verifier: attempt.verifier,
        redirect_uri: REDIRECT_URI,
        ...form,
      }),
    });
    const body = (await response.json()) as { error?: string };
    expect(response.headers.get('cache-control')).toBe('no-store');
    return `${response.status} ${body.error}`;
  }

  it('a replayed authorization code is invalid_grant, and what it had given is revoked', async () => {
    const { attempt, returned } = await signIn();
    const tokens = await exchange(attempt, returned);
    await fetchUserInfo(attempt.configuration, tokens.access_token, world.lena.id);
    expect(await tokenError(attempt, returned)).toBe('400 invalid_grant');
    await expect(
      fetchUserInfo(attempt.configuration, tokens.access_token, world.lena.id),
    ).rejects.toMatchObject({
      status: 401,
    });
  });

  it('N3: an authorization code presented twice at the same moment on two instances gives tokens once', async () => {
    const other = await world.startAnother();
    for (let round = 0; round < 5; round += 1) {
      const { attempt, returned } = await signIn();
      const tries = await Promise.all(
        [world.url, other.url, world.url, other.url].map(async (url) => {
          const response = await fetch(`${url}/oidc/token`, {
            method: 'POST',
            body: new URLSearchParams({
              grant_type: 'authorization_code',
              client_id: client.id,
              client_secret: client.secret,
              code: returned.searchParams.get('code') ?? '',
              code_verifier: attempt.verifier,
              redirect_uri: REDIRECT_URI,
            }),
          });
          return { status: response.status, body: await response.text() };
        }),
      );
      const won = tries.filter(({ status }) => status === 200);
      expect(won).toHaveLength(1);
      expect(JSON.parse(won[0]?.body ?? '{}')).toMatchObject({ id_token: expect.stringMatching(/^ey/) });
      for (const { status, body } of tries) if (status !== 200) expect(body).toContain('invalid_grant');
    }
  });

  it('wrong verifier, redirect, client or secret: refused by name, and the code still works for its owner', async () => {
    const { attempt, returned } = await signIn();
    const other = await world.addClient('Other');
    expect(await tokenError(attempt, returned, { code_verifier: 'x'.repeat(43) })).toBe('400 invalid_grant');
    expect(await tokenError(attempt, returned, { redirect_uri: 'https://evil.example/' })).toBe(
      '400 invalid_grant',
    );
    const stolen = { client_id: other.id, client_secret: other.secret };
    expect(await tokenError(attempt, returned, stolen)).toBe('400 invalid_grant');
    expect(await tokenError(attempt, returned, { client_secret: other.secret })).toBe('401 invalid_client');
    expect(await tokenError(attempt, returned, { client_secret: 'kept as a digest elsewhere' })).toBe(
      '401 invalid_client',
    );
    expect(await tokenError(attempt, returned, { client_id: 'cli_0000000000000000' })).toBe(
      '401 invalid_client',
    );
    expect(await tokenError(attempt, returned, { grant_type: 'refresh_token', refresh_token: 'x' })).toBe(
      '400 unsupported_grant_type',
    );
    expect((await exchange(attempt, returned)).claims()?.sub).toBe(world.lena.id);
  });

  it('N14 N20: what is refused at the token and userinfo endpoints is in the history, sparsely, and all in the log', async () => {
    const watched = await world.addClient('Watched');
    const { attempt, returned } = await signIn(watched);
    const wrong = { client_id: watched.id, client_secret: 'wrong' };
    for (let nth = 1; nth <= 12; nth += 1) await tokenError(attempt, returned, wrong);
    await tokenError(attempt, returned, { client_id: watched.id, client_secret: watched.secret, code: 'x' });
    const list = async () =>
      (await world.store.read.audit.listLatest(world.organizationId, 200))
        .filter(({ action, actor }) => action === 'client.refused' && actor.id === watched.id)
        .map(({ reason, source, outcome }) => `${outcome} ${reason} ${source}`);
    await vi.waitFor(async () => expect(await list()).toHaveLength(11));
    const refused = await list();
    expect(new Set(refused)).toEqual(
      new Set([
        'refused token: invalid_client http:127.0.0.1',
        'refused token: invalid_grant http:127.0.0.1',
      ]),
    );
    const lines = await vi.waitFor(() => {
      const written = world
        .logText()
        .split('\n')
        .filter((text) => text.includes(watched.id) && text.includes('token endpoint was refused'));
      expect(written).toHaveLength(13);
      return written;
    });
    expect(lines[0]).toContain('"source":"http:127.0.0.1"');
    expect(world.logText()).not.toContain(returned.searchParams.get('code') ?? '?');
  });

  it('a credential that was taken away gets nothing any more', async () => {
    const gone = await world.addClient('Gone');
    const { attempt, returned } = await signIn(gone);
    const service = (await world.store.read.clients.list(world.organizationId)).find(
      ({ id }) => id === gone.id,
    );
    if (service === undefined) throw new Error('no service');
    await world.store.transact(world.organizationId, (tx) =>
      tx.clients.remove(world.organizationId, service.id),
    );
    await expect(exchange(attempt, returned)).rejects.toMatchObject({ error: 'invalid_client' });
  });

  it('clients prove who they are by header, or are public and have PKCE alone', async () => {
    const basic = await world.addClient('Basic', { authMethod: 'client_secret_basic' });
    const open = await world.addClient('Public', { authMethod: 'none' });
    for (const [who, authentication] of [
      [basic, ClientSecretBasic(basic.secret)],
      [open, None()],
    ] as const) {
      const attempt = await beginSignIn(world, who, { login_hint: world.lena.email }, authentication);
      const { pageUrl } = await openPage(attempt);
      const returned = await typeCode(attempt, pageUrl, await world.issueCode(world.lena));
      expect((await exchange(attempt, returned)).claims()?.aud).toBe(who.id);
    }
  });

  it('clients prove who they are in the one way they are registered for', async () => {
    const basic = await world.addClient('Basic only', { authMethod: 'client_secret_basic' });
    const { email } = world.lena;
    const attempt = await beginSignIn(world, basic, { login_hint: email }, ClientSecretBasic(basic.secret));
    const { pageUrl } = await openPage(attempt);
    const returned = await typeCode(attempt, pageUrl, await world.issueCode(world.lena));
    const byPost = { client_id: basic.id, client_secret: basic.secret };
    expect(await tokenError(attempt, returned, byPost)).toBe('401 invalid_client');
    expect((await exchange(attempt, returned)).claims()?.aud).toBe(basic.id);
    const other = await signIn();
    const response = await fetch(`${world.issuer}/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${client.id}:${client.secret}`)}` },
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        code: other.returned.searchParams.get('code') ?? '',
        code_verifier: other.attempt.verifier,
        redirect_uri: REDIRECT_URI,
      }),
    });
    expect(response.status).toBe(401);
    await exchange(other.attempt, other.returned);
  });

  it('an authorization code lives a minute, tokens five, and an answered sign-in a quarter of an hour', async () => {
    const { attempt, returned, pageUrl } = await signIn();
    onTestFinished(() => {
      world.clock.offset = 0;
    });
    world.clock.offset = 61_000;
    expect(await tokenError(attempt, returned)).toBe('400 invalid_grant');
    world.clock.offset = 0;
    const again = await goOn(attempt, await attempt.browser.get(pageUrl));
    const tokens = await exchange(attempt, again);
    const { access_token: token } = tokens;
    expect(tokens.expires_in).toBe(300);
    const { iat = 0, exp = 0 } = tokens.claims() ?? {};
    expect(exp - iat).toBe(300);
    world.clock.offset = 290_000;
    await fetchUserInfo(attempt.configuration, token, world.lena.id);
    world.clock.offset = 301_000;
    await expect(fetchUserInfo(attempt.configuration, token, world.lena.id)).rejects.toMatchObject({
      status: 401,
    });
    world.clock.offset = 0;
    const signInId = signInIdOf(new URL(pageUrl).pathname.split('/').at(-1) ?? '');
    const answer = await world.store.read.signInAnswers.find(signInId, 0);
    expect(answer).not.toBeNull();
    expect(answer?.expiresAt ?? 0).toBeLessThanOrEqual(world.clock.now() + 15 * 60_000);
  });

  it('no answer may be read by scripts of another site', async () => {
    const asked = {
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'GET' },
    };
    for (const path of ['/.well-known/openid-configuration', '/jwks', '/userinfo', '/token', '/auth']) {
      for (const method of ['GET', 'OPTIONS', 'POST']) {
        const { headers } = await fetch(`${world.issuer}${path}`, { ...asked, method, redirect: 'manual' });
        // Our own key set gets its headers from the server that it is mounted on.
        if (path !== '/jwks')
          expect(headers.get('content-security-policy'), path).toContain("base-uri 'none'");
        const names = [...headers.keys()].filter((name) => name.startsWith('access-control-'));
        expect(names, `${method} ${path}`).toEqual([]);
      }
    }
  });

  it('an answer lost on its way is fetched again by the same browser; once a token was issued, never', async () => {
    const { email } = world.lena;
    const attempt = await beginSignIn(world, client, { login_hint: email });
    const { pageUrl } = await openPage(attempt);
    const first = await typeCode(attempt, pageUrl, await world.issueCode(world.lena));
    const again = await attempt.browser.get(pageUrl);
    expect(again.status).toBe(200);
    const back = await attempt.browser.get(readContinueUrl(again));
    const second = new URL(back.location ?? '');
    expect(second.searchParams.get('code')).not.toBe(first.searchParams.get('code'));
    expect(await tokenError(attempt, first)).toBe('400 invalid_grant');
    await exchange(attempt, second);
    const late = await attempt.browser.get(pageUrl);
    const later = await attempt.browser.post(pageUrl, { code: await world.issueCode(world.mia) });
    expect(late.text).not.toContain('class="action" href');
    expect(later.text).not.toContain('class="action" href');
  });

  it('discovery says what is there, under the public address, whatever host is asked for', async () => {
    const { host } = new URL(world.url);
    const response = await fetch(`${world.issuer}/.well-known/openid-configuration`, {
      headers: { 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example' },
    });
    const text = await response.text();
    expect(text).not.toContain('evil.example');
    expect(JSON.parse(text)).toMatchObject({
      issuer: `http://${host}/oidc`,
      authorization_endpoint: `http://${host}/oidc/auth`,
      token_endpoint: `http://${host}/oidc/token`,
      userinfo_endpoint: `http://${host}/oidc/userinfo`,
      jwks_uri: `http://${host}/oidc/jwks`,
      response_types_supported: ['code', 'id_token'],
      response_modes_supported: ['form_post', 'fragment', 'query'],
      grant_types_supported: ['authorization_code', 'implicit'],
      code_challenge_methods_supported: ['S256'],
      id_token_signing_alg_values_supported: ['RS256'],
      acr_values_supported: ['urn:backupcode:acr:second-factor'],
      scopes_supported: ['openid', 'email', 'profile'],
      subject_types_supported: ['public', 'pairwise'],
      claims_parameter_supported: true,
    });
    for (const absent of [
      'registration',
      'introspection',
      'revocation',
      'end_session',
      'pushed_authorization_request',
    ]) {
      expect(text).not.toContain(`${absent}_endpoint`);
    }
    await discover(world, client);
  });

  it('ID tokens are signed with RSA of 3072 bits', async () => {
    const { keys } = (await (await fetch(`${world.issuer}/jwks`)).json()) as { keys: { n: string }[] };
    expect(keys.map(({ n }) => Buffer.from(n, 'base64url').length * 8)).toEqual([3072]);
  });

  it('N6: neither the backup code nor a token can be read in the database', async () => {
    const code = await world.issueCode(world.lena);
    const attempt = await beginSignIn(world, client, { login_hint: world.lena.email });
    const { pageUrl } = await openPage(attempt);
    const returned = await typeCode(attempt, pageUrl, code);
    const tokens = await exchange(attempt, returned);
    const parsed = parseDatabaseUrl(world.databaseUrl);
    if (parsed.kind !== 'value') throw new Error('The test has no database');
    const kept = (await dumpDatabase(parsed.value))
      .map(({ content }) => content.toString('latin1'))
      .join('\n');
    expect(kept).toContain('AccessToken');
    for (const secret of [
      code,
      code.replaceAll('-', ''),
      tokens.access_token,
      returned.searchParams.get('code') ?? '?',
    ]) {
      expect(kept).not.toContain(secret);
    }
    expect(kept).not.toMatch(/"d":"/);
    expect(world.logText()).not.toContain(code);
  });
});
