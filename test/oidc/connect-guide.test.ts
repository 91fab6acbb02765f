import * as oidc from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPostedForm } from './open-entra-tenant.ts';
import {
  type OidcWorld,
  openOidcWorld,
  REDIRECT_URI,
  storeKinds,
  type TestClient,
} from './open-oidc-world.ts';
import { beginSignIn, exchange, type Overrides, openPage, typeCode } from './sign-in.ts';

/**
 * What `docs/CONNECT.md` says was tried: the requests that identity providers send by their own documentation, made by a client
 * library in their place. That the products really send these was not, and cannot be, tried here.
 */
describe.each(storeKinds)('as the guide to connecting says, on %s', (kind) => {
  let world: OidcWorld;
  let post: TestClient;
  let basic: TestClient;

  beforeAll(async () => {
    world = await openOidcWorld(kind);
    post = await world.addClient('Post');
    basic = await world.addClient('Basic', { authMethod: 'client_secret_basic' });
  });
  afterAll(() => world.close());

  async function signIn(
    client: TestClient,
    overrides: Overrides,
    how?: oidc.ClientAuth,
  ): Promise<oidc.IDToken> {
    const code = await world.issueCode(world.lena);
    const hint = { login_hint: world.lena.email, ...overrides };
    const attempt = await beginSignIn(world, client, hint, how);
    const { pageUrl } = await openPage(attempt);
    oidc.enableNonRepudiationChecks(attempt.configuration);
    const tokens = await exchange(attempt, await typeCode(attempt, pageUrl, code));
    const claims = tokens.claims();
    if (claims === undefined) throw new Error('No ID token came');
    return claims;
  }

  async function refusalOf(overrides: Overrides): Promise<string | null> {
    const attempt = await beginSignIn(world, post, { login_hint: world.lena.email, ...overrides });
    const { location } = await attempt.browser.get(attempt.url.href);
    return location?.startsWith(REDIRECT_URI) ? new URL(location).searchParams.get('error') : null;
  }

  it('openid-client: signature, nonce, amr, acr, and whose it is', async () => {
    expect(await signIn(post, {})).toMatchObject({
      email: world.lena.email,
      amr: ['otp'],
      acr: 'urn:backupcode:acr:second-factor',
    });
  });

  it('Okta: code flow with client_secret_post or client_secret_basic; preferred_username is the login', async () => {
    const asked = { scope: 'openid email profile' };
    expect((await signIn(post, asked)).preferred_username).toBe(world.lena.email);
    const claims = await signIn(basic, asked, oidc.ClientSecretBasic(basic.secret));
    expect(claims.preferred_username).toBe(world.lena.email);
  });

  it('Okta: without PKCE, or without a word on who signs in, nobody is asked for a code', async () => {
    expect(await refusalOf({ code_challenge: null, code_challenge_method: null })).toBe('invalid_request');
    expect(await refusalOf({ login_hint: null })).toBe('invalid_request');
  });

  it('Keycloak: the broker’s request, with prompt=login and ui_locales', async () => {
    const asked = { scope: 'openid profile email', prompt: 'login', ui_locales: 'de' };
    expect(await signIn(post, asked)).toMatchObject({ name: world.lena.displayName });
  });

  it('Entra ID: the request of an external authentication method is refused to a client of another profile, before a code is asked for', async () => {
    const attempt = await beginSignIn(world, post);
    const form = {
      scope: 'openid',
      response_type: 'id_token',
      response_mode: 'form_post',
      client_id: post.id,
      redirect_uri: REDIRECT_URI,
      nonce: attempt.nonce,
      state: attempt.state,
      id_token_hint: 'e30.e30.',
      claims: JSON.stringify({ id_token: { acr: { essential: true, values: ['possessionorinherence'] } } }),
    };
    const answer = await attempt.browser.post(`${attempt.url.origin}${attempt.url.pathname}`, form);
    expect(answer.status).toBe(400);
    expect(answer.location).toBeNull();
    expect(answer.text).not.toContain('name="code"');
    expect(readPostedForm(answer)?.fields.error).toBe('invalid_request');
  });
});
