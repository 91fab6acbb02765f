import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from './browser.ts';
import { ENTRA_REDIRECT_URI, openEntraTenant, readPostedForm } from './open-entra-tenant.ts';
import {
  type OidcWorld,
  openOidcWorld,
  REDIRECT_URI,
  storeKinds,
  type TestClient,
} from './open-oidc-world.ts';
import { beginSignIn, openPage } from './sign-in.ts';

const RUNS = 150;
const text = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '',
    'null',
    '{}',
    '[]',
    '__proto__',
    '%00',
    '../..',
    'a'.repeat(3000),
    '\u0000',
    '{"id_token":{"acr":{"essential":true,"values":7}}}',
    '{"id_token":{"acr":{"essential":true,"value":{}}}}',
    'e30.e30.',
    'id_token',
    'form_post',
    'form_post_page',
    '{"id_token":{"acr":{"values":["possession"]},"amr":7}}',
    '{"id_token":{"acr":[],"amr":{"values":{}}}}',
    'openid',
  ),
);
const name = fc.oneof(
  fc.constantFrom(
    'client_id',
    'redirect_uri',
    'response_type',
    'response_mode',
    'scope',
    'state',
    'nonce',
    'prompt',
    'max_age',
    'claims',
    'login_hint',
    'id_token_hint',
    'acr_values',
    'code_challenge',
    'code_challenge_method',
    'request',
    'request_uri',
    'registration',
    'named_person',
    'ui_locales',
    'display',
    'resource',
    'code',
    'code_verifier',
    'grant_type',
    'client_secret',
    'refresh_token',
    'client_assertion',
    'client_assertion_type',
    'client-request-id',
    '__proto__',
    'constructor',
    'login_hint[]',
    'login_hint[a]',
  ),
  fc.string({ maxLength: 12 }),
);
const changes = fc.array(fc.tuple(name, text), { maxLength: 6 });

describe.each(storeKinds)('whatever is sent, on %s', (kind) => {
  let world: OidcWorld;
  let client: TestClient;
  beforeAll(async () => {
    world = await openOidcWorld(kind);
    client = await world.addClient('Portal');
  });
  afterAll(() => world.close());

  it('authorization: no failure of ours, by GET and by POST, and nobody is sent anywhere but to the service or the page', async () => {
    const good = await beginSignIn(world, client, { login_hint: 'lena@corp.example' });
    await fc.assert(
      fc.asyncProperty(changes, fc.boolean(), fc.boolean(), async (changed, isPost, isReplaced) => {
        const query = new URLSearchParams(good.url.searchParams);
        for (const [key, value] of changed) isReplaced ? query.set(key, value) : query.append(key, value);
        const browser = openBrowser();
        const target = good.url.origin + good.url.pathname;
        const { status, location } = isPost
          ? await browser.post(target, query.toString())
          : await browser.get(`${target}?${query}`);
        expect([200, 303, 302, 400, 413, 431]).toContain(status);
        if (location !== null) {
          const isOurs =
            location.startsWith(`${world.issuer}/interaction/`) || location.startsWith(REDIRECT_URI);
          expect(isOurs, location).toBe(true);
        }
      }),
      { numRuns: RUNS },
    );
    expect(world.logText()).not.toMatch(/"level":"error"/);
  }, 60_000);

  it('Entra ID: whatever is asked and whatever a signed hint says, no failure of ours, and no answer without a code', async () => {
    const tenant = await openEntraTenant();
    const terms = { redirectUri: ENTRA_REDIRECT_URI };
    const entra = await world.addClient('Entra ID', tenant.settings, terms);
    const claim = fc.constantFrom(
      'iss',
      'aud',
      'tid',
      'sub',
      'iat',
      'nbf',
      'exp',
      'preferred_username',
      'oid',
    );
    const claims = fc.array(fc.tuple(claim, fc.jsonValue()), { maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(changes, claims, async (changed, said) => {
        const named = { preferred_username: world.lena.email, ...Object.fromEntries(said) };
        const { form } = tenant.ask(entra, await tenant.hint(world.clock.now(), named));
        const query = new URLSearchParams({ ...form });
        for (const [key, value] of changed) query.set(key, value);
        const visit = await openBrowser().post(`${world.issuer}/auth`, query.toString());
        expect([200, 303, 400, 413, 431]).toContain(visit.status);
        expect(readPostedForm(visit)?.fields ?? {}).not.toHaveProperty('id_token');
        if (visit.location !== null) {
          const isOurs = visit.location.startsWith(`${world.issuer}/interaction/`);
          expect(isOurs || visit.location.startsWith(ENTRA_REDIRECT_URI), visit.location).toBe(true);
        }
      }),
      { numRuns: RUNS },
    );
    await tenant.close();
    expect(world.logText()).not.toMatch(/"level":"error"/);
  }, 60_000);

  it('token, userinfo and the page: no failure of ours', async () => {
    const attempt = await beginSignIn(world, client, { login_hint: 'lena@corp.example' });
    const { pageUrl } = await openPage(attempt);
    const types = fc.constantFrom(
      'application/x-www-form-urlencoded',
      'application/json',
      'text/plain',
      'multipart/form-data',
    );
    const path = fc.constantFrom(
      '/token',
      '/userinfo',
      '/jwks',
      '/auth/x',
      '/interaction/x',
      '/interaction/',
      '/nothing',
      '/.well-known/openid-configuration',
    );
    await fc.assert(
      fc.asyncProperty(
        path,
        changes,
        types,
        fc.option(text),
        fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'OPTIONS'),
        async (where, form, type, bearer, method) => {
          const headers: Record<string, string> = { 'content-type': type };
          if (bearer !== null) headers.authorization = `Bearer ${encodeURIComponent(bearer)}`;
          const body = method === 'GET' ? null : new URLSearchParams(form).toString();
          const response = await fetch(world.issuer + where, { method, headers, body, redirect: 'manual' });
          await response.text();
          expect(response.status, `${method} ${where}`).toBeLessThan(500);
        },
      ),
      { numRuns: RUNS },
    );
    await fc.assert(
      fc.asyncProperty(changes, text, async (form, code) => {
        const { status } = await attempt.browser.post(
          pageUrl,
          new URLSearchParams([...form, ['code', code]]).toString(),
        );
        expect([422, 429, 400, 413]).toContain(status);
      }),
      { numRuns: 60 },
    );
    expect(world.logText()).not.toMatch(/"level":"error"/);
  }, 60_000);
});
