import { createServer, type Server } from 'node:http';
import { exportJWK, type GenerateKeyPairResult, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openBrowser } from './browser.ts';
import { createServerUrl } from './loopback.ts';
import {
  type OidcWorld,
  openOidcWorld,
  REDIRECT_URI,
  storeKinds,
  type TestClient,
} from './open-oidc-world.ts';
import { beginSignIn, exchange, type Overrides, openPage, typeCode } from './sign-in.ts';

const FOREIGN_ISSUER = 'https://idp.example/tenant';
const AUDIENCE = 'what-idp-calls-us';
const trust = (jwksUri: string) => ({
  issuer: FOREIGN_ISSUER,
  jwksUri,
  audience: AUDIENCE,
  loginClaim: 'email',
  tenantId: null,
});

describe.each(storeKinds)('who is named, and by whom, on %s', (kind) => {
  let world: OidcWorld;
  let client: TestClient;
  let federated: TestClient;
  let foreignKeys: GenerateKeyPairResult;
  let jwks: { server: Server; url: string };

  beforeAll(async () => {
    world = await openOidcWorld(kind);
    client = await world.addClient('Portal');
    foreignKeys = await generateKeyPair('RS256');
    const key = { ...(await exportJWK(foreignKeys.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' };
    const server = createServer((_request, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ keys: [key] }));
    });
    jwks = { server, url: await createServerUrl(server) };
    federated = await world.addClient('Federated', {
      hintIssuer: trust(jwks.url),
    });
  });
  afterAll(async () => {
    await world.close();
    jwks.server.close();
  });

  async function startError(who: TestClient, overrides: Overrides): Promise<string | null> {
    const attempt = await beginSignIn(world, who, overrides);
    const { location, status } = await attempt.browser.get(attempt.url.href);
    if (location === null) return `page ${status}`;
    const sentTo = new URL(location);
    return sentTo.searchParams.get('error') ?? new URLSearchParams(sentTo.hash.slice(1)).get('error');
  }

  const seconds = () => Math.floor(world.clock.now() / 1000);

  function foreignHint(
    change: Record<string, unknown> = {},
    key = foreignKeys.privateKey,
    header: { typ?: string } = {},
  ): Promise<string> {
    const now = seconds();
    return new SignJWT({
      iss: FOREIGN_ISSUER,
      aud: AUDIENCE,
      sub: 'subject-there',
      email: world.lena.email,
      iat: now,
      exp: now + 300,
      ...change,
    })
      .setProtectedHeader({ alg: 'RS256', kid: 'one', ...header })
      .sign(key);
  }

  it('nobody named, or nothing that can be a name: invalid_request, sent back with the state', async () => {
    const attempt = await beginSignIn(world, client);
    const { location } = await attempt.browser.get(attempt.url.href);
    const sentTo = new URL(location ?? '');
    expect(sentTo.href.startsWith(REDIRECT_URI)).toBe(true);
    expect(Object.fromEntries(sentTo.searchParams)).toMatchObject({
      error: 'invalid_request',
      state: attempt.state,
      iss: world.issuer,
    });
    expect(await startError(client, { login_hint: ' ' })).toBe('invalid_request');
    expect(await startError(client, { login_hint: 'a\u0000b' })).toBe('invalid_request');
    expect(await startError(client, { login_hint: 'x'.repeat(400) })).toBe('invalid_request');
    expect(await startError(client, { login_hint: 'a@b.test', named_person: '{}' })).toBe('invalid_request');
  });

  it('N9: a login hint that can be nobody’s is refused before a code is asked for; any other gets the page', async () => {
    for (const hint of [
      'lena',
      'lena@',
      '@corp.test',
      'lena@corp',
      'lena corp.test',
      '0171 2345678',
      'a@b.test c',
    ]) {
      expect(await startError(client, { login_hint: hint }), hint).toBe('invalid_request');
    }
    for (const hint of [
      'LENA@corp.test',
      'nobody@elsewhere.example',
      '+49 171 2345678',
      'lena+tag@xn--mnchen-3ya.example',
    ]) {
      expect(await startError(client, { login_hint: hint }), hint).toBeNull();
    }
  });

  it('an ID token of ours names the person again, for the client it was made for and while it is valid', async () => {
    const code = await world.issueCode(world.lena);
    const first = await beginSignIn(world, client, { login_hint: world.lena.email });
    const { pageUrl } = await openPage(first);
    const { id_token: idToken = '' } = await exchange(first, await typeCode(first, pageUrl, code));
    const second = await beginSignIn(world, client, { id_token_hint: idToken });
    const { page } = await openPage(second);
    expect(page.text).toContain(world.lena.email);
    expect(await startError(federated, { id_token_hint: idToken })).toBe('invalid_request');
    const [header, payload, signature = ''] = idToken.split('.');
    const forged = `${header}.${payload}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
    expect(await startError(client, { id_token_hint: forged })).toBe('invalid_request');
    // Valid for 300 s, and two minutes of skew: a minute to either side of the edge, for the clock goes on meanwhile.
    world.clock.offset += (300 + 60) * 1000;
    expect(await startError(client, { id_token_hint: idToken })).toBeNull();
    world.clock.offset += 120 * 1000;
    expect(await startError(client, { id_token_hint: idToken })).toBe('invalid_request');
    world.clock.offset = 0;
  });

  it('a hint of the configured issuer names the person; forged, expired, unsigned, or for another: refused', async () => {
    const attempt = await beginSignIn(world, federated, { id_token_hint: await foreignHint() });
    expect((await openPage(attempt)).page.text).toContain(world.lena.email);
    const now = seconds();
    const others = await generateKeyPair('RS256');
    const secret = new TextEncoder().encode('a secret that everybody who has the public key could use');
    const claims = {
      iss: FOREIGN_ISSUER,
      aud: AUDIENCE,
      sub: 's',
      email: world.lena.email,
      iat: now,
      exp: now + 300,
    };
    const bad: Record<string, string> = {
      'another key': await foreignHint({}, others.privateKey),
      'wrong audience': await foreignHint({ aud: client.id }),
      'our own name as issuer': await foreignHint({ iss: world.issuer }),
      'another issuer': await foreignHint({ iss: 'https://evil.example' }),
      'no expiry': await foreignHint({ exp: undefined }),
      'no issue time': await foreignHint({ iat: undefined }),
      'an issue time that is no number': await foreignHint({ iat: String(now) }),
      'no login': await foreignHint({ email: undefined }),
      'an address that its issuer has not verified': await foreignHint({ email_verified: false }),
      'no login that can be anybody’s': await foreignHint({ email: 'lena' }),
      'an access token': await foreignHint({}, foreignKeys.privateKey, { typ: 'at+jwt' }),
      'a logout token': await foreignHint({}, foreignKeys.privateKey, { typ: 'logout+jwt' }),
      'a security event': await foreignHint({}, foreignKeys.privateKey, { typ: 'application/secevent+jwt' }),
      'alg none': new UnsecuredJWT(claims).encode(),
      'alg none, signed by nobody': `${new UnsecuredJWT(claims).encode()}AAAA`,
      'alg HS256': await new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid: 'one' }).sign(secret),
      'not a token': 'a.b.c',
      'no dots': 'rubbish',
    };
    for (const [name, hint] of Object.entries(bad)) {
      expect(await startError(federated, { id_token_hint: hint, login_hint: 'mia@corp.test' }), name).toBe(
        'invalid_request',
      );
    }
    const verified = await foreignHint({ email_verified: true });
    expect(await startError(federated, { id_token_hint: verified })).toBeNull();
    const typed = await foreignHint({}, foreignKeys.privateKey, { typ: 'jwt' });
    expect(await startError(federated, { id_token_hint: typed })).toBeNull();
    expect(await startError(client, { id_token_hint: await foreignHint() }), 'not its issuer').toBe(
      'invalid_request',
    );
  });

  it('N14 N20: hints that are refused are in the history, sparsely and without what they said', async () => {
    const named = await world.addClient('Hinted', { hintIssuer: trust(jwks.url) });
    const bad = await foreignHint({ aud: 'a-third-party' });
    for (let nth = 1; nth <= 15; nth += 1) await startError(named, { id_token_hint: bad });
    await startError(named, { login_hint: 'mia@corp.test' });
    const list = async () =>
      (await world.store.read.audit.listLatest(world.organizationId, 200)).filter(
        ({ action, actor }) => action === 'sign_in.refused' && actor.id === named.id,
      );
    await vi.waitFor(async () => expect(await list()).toHaveLength(11));
    const refused = await list();
    expect(refused[0]).toMatchObject({
      outcome: 'refused',
      source: 'http:127.0.0.1',
      reason: 'id_token_hint must name the person who signs in',
    });
    expect(refused[1]?.reason).toBe('id_token_hint is not valid');
    expect(JSON.stringify(refused)).not.toMatch(/mia@corp|eyJ/);
    expect(world.logText()).not.toMatch(/mia@corp|eyJ/);
  });

  it('N7: where an issuer is named that can sign hints, nobody is named without a signature', async () => {
    expect(await startError(federated, { login_hint: world.lena.email })).toBe('invalid_request');
  });

  it('the keys of an issuer that does not answer: not the client’s fault, and said so', async () => {
    const dead = createServer();
    const url = await createServerUrl(dead);
    await new Promise((done) => dead.close(done));
    const cut = await world.addClient('Cut off', {
      hintIssuer: trust(url),
    });
    expect(await startError(cut, { id_token_hint: await foreignHint() })).toBe('page 503');
  });

  it('code and PKCE by S256 only; no other response type, prompt or redirect', async () => {
    const hint = { login_hint: 'lena@corp.test' };
    expect(await startError(client, { ...hint, code_challenge: null, code_challenge_method: null })).toBe(
      'invalid_request',
    );
    expect(await startError(client, { ...hint, code_challenge_method: 'plain' })).toBe('invalid_request');
    expect(await startError(client, { ...hint, code_challenge_method: null })).toBe('invalid_request');
    expect(await startError(client, { ...hint, response_type: 'token' })).toBe('unsupported_response_type');
    expect(await startError(client, { ...hint, prompt: 'none' })).toBe('login_required');
    expect(await startError(client, { ...hint, request: 'e30.e30.' })).toBe('request_not_supported');
    expect(await startError(client, { ...hint, redirect_uri: 'https://evil.example/' })).toBe('page 400');
    expect(await startError(client, { ...hint, redirect_uri: null }), 'the only one there is').toBe(
      'page 400',
    );
    expect(await startError(client, { ...hint, client_id: 'cli_0000000000000000' })).toBe('page 400');
    const acr = JSON.stringify({ id_token: { acr: { essential: true, values: ['urn:other'] } } });
    expect(await startError(client, { ...hint, claims: acr })).toBe('unmet_authentication_requirements');
    const ours = acr.replace('urn:other', 'urn:backupcode:acr:second-factor');
    expect(await startError(client, { ...hint, claims: ours })).toBeNull();
  });

  it.each(['login', 'select_account', 'consent', 'login consent', 'consent select_account'])(
    'prompt=%s asks for a code, and is answered by one',
    async (prompt) => {
      const attempt = await beginSignIn(world, client, { login_hint: world.lena.email, prompt });
      const { page, pageUrl } = await openPage(attempt);
      expect(page.text).toContain('name="code"');
      const returned = await typeCode(attempt, pageUrl, await world.issueCode(world.lena));
      expect((await exchange(attempt, returned)).claims()?.sub).toBe(world.lena.id);
    },
  );

  it('by POST as by GET', async () => {
    const attempt = await beginSignIn(world, client, { login_hint: world.lena.email });
    const browser = openBrowser();
    const start = await browser.post(
      attempt.url.origin + attempt.url.pathname,
      attempt.url.searchParams.toString(),
    );
    expect(start.status).toBe(303);
    const page = await browser.get(start.location ?? '');
    expect(page.text).toContain(world.lena.email);
  });
});
