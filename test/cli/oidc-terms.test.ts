import { expect, it } from 'vitest';
import { parseOidcTerms } from '../../src/cli/oidc-terms.ts';
import { findOidcTermsProblem } from '../../src/services/clients/find-oidc-terms-problem.ts';

const redirectUri = ['https://portal.example/callback'];
const hint = { hintIssuer: 'https://idp.example', hintJwks: 'https://idp.example/keys', hintAudience: 'us' };

it('a redirect URI makes a client of OpenID Connect; without one there is none', () => {
  expect(parseOidcTerms({})).toEqual({ kind: 'terms', terms: null });
  expect(parseOidcTerms({ redirectUri })).toEqual({
    kind: 'terms',
    terms: {
      profile: 'code',
      redirectUris: redirectUri,
      authMethod: 'client_secret_post',
      hintIssuer: null,
    },
  });
  expect(parseOidcTerms({ auth: 'none' }).kind).toBe('bad');
  expect(parseOidcTerms({ redirectUri, auth: 'jwt' }).kind).toBe('bad');
});

it('what is needed to verify hints is given as a whole', () => {
  expect(parseOidcTerms({ redirectUri, ...hint })).toMatchObject({
    terms: { hintIssuer: { jwksUri: hint.hintJwks, audience: 'us', loginClaim: 'email' } },
  });
  for (const missing of ['hintIssuer', 'hintJwks', 'hintAudience'] as const) {
    const { [missing]: _left, ...rest } = hint;
    expect(parseOidcTerms({ redirectUri, ...rest }).kind, missing).toBe('bad');
  }
});

it('addresses are https, or on this machine, and whole', () => {
  const problemOf = (uri: string) =>
    findOidcTermsProblem({ profile: 'code', redirectUris: [uri], authMethod: 'none', hintIssuer: null });
  for (const good of ['https://portal.example/cb?x=1', 'http://127.0.0.1:9/cb', 'http://localhost/cb']) {
    expect(problemOf(good), good).toBeNull();
  }
  for (const bad of [
    'http://portal.example/',
    'portal',
    'javascript:alert(1)',
    'https://a:b@x.test/',
    'https://x.test/#f',
  ]) {
    expect(problemOf(bad), bad).not.toBeNull();
  }
});

const tenant = '14c2f153-90a7-4689-9db7-9543bf084dad';
const entra = { profile: 'entra', hintTenant: tenant, hintAudience: 'the-application' };

it('of Entra ID the tenant and the application are enough: the rest follows, and can be said otherwise', () => {
  const origin = 'https://login.microsoftonline.com';
  const parsed = parseOidcTerms(entra);
  const terms = {
    profile: 'entra',
    redirectUris: [`${origin}/common/federation/externalauthprovider`],
    authMethod: 'none',
    hintIssuer: {
      issuer: `${origin}/${tenant}/v2.0`,
      jwksUri: `${origin}/${tenant}/discovery/v2.0/keys`,
      audience: 'the-application',
      loginClaim: 'preferred_username',
      tenantId: tenant,
    },
  };
  expect(parsed).toEqual({ kind: 'terms', terms });
  expect(
    parsed.kind === 'terms' && parsed.terms !== null ? findOidcTermsProblem(parsed.terms) : null,
  ).toBeNull();
  const other = { redirectUri, ...hint, hintAudience: 'x', hintClaim: 'upn' };
  expect(parseOidcTerms({ ...entra, ...other })).toMatchObject({
    terms: { redirectUris: redirectUri, hintIssuer: { issuer: hint.hintIssuer, loginClaim: 'upn' } },
  });
});

it('what would leave Entra ID’s answers open to others is refused', () => {
  for (const change of [
    { hintTenant: undefined },
    { hintTenant: 'common' },
    { hintTenant: tenant.toUpperCase() },
    { hintAudience: undefined },
    { auth: 'post' },
    { profile: 'saml' },
  ]) {
    const options = Object.entries({ ...entra, ...change }).filter(([, value]) => value !== undefined);
    expect(parseOidcTerms(Object.fromEntries(options)).kind, JSON.stringify(change)).toBe('bad');
  }
  expect(parseOidcTerms({ redirectUri, hintTenant: tenant }).kind, 'a tenant without the profile').toBe(
    'bad',
  );
  const parsed = parseOidcTerms(entra);
  if (parsed.kind !== 'terms' || parsed.terms === null) throw new Error('not understood');
  const { terms } = parsed;
  for (const change of [
    { redirectUris: ['http://127.0.0.1:9/cb'] },
    { redirectUris: [...redirectUri, 'https://other.example/'] },
    { authMethod: 'client_secret_post' as const },
    { hintIssuer: null },
    { hintIssuer: terms.hintIssuer === null ? null : { ...terms.hintIssuer, tenantId: null } },
  ]) {
    expect(findOidcTermsProblem({ ...terms, ...change }), JSON.stringify(change)).not.toBeNull();
  }
});
