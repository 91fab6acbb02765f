import { expect, it } from 'vitest';
import { parseOidcTerms } from '../../src/cli/oidc-terms.ts';
import { findOidcTermsProblem } from '../../src/services/find-oidc-terms-problem.ts';

const redirectUri = ['https://portal.example/callback'];
const hint = { hintIssuer: 'https://idp.example', hintJwks: 'https://idp.example/keys', hintAudience: 'us' };

it('a redirect URI makes a client of OpenID Connect; without one there is none', () => {
  expect(parseOidcTerms({})).toEqual({ kind: 'terms', terms: null });
  expect(parseOidcTerms({ redirectUri })).toEqual({
    kind: 'terms',
    terms: { redirectUris: redirectUri, authMethod: 'client_secret_post', hintIssuer: null },
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
    findOidcTermsProblem({ redirectUris: [uri], authMethod: 'none', hintIssuer: null });
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
