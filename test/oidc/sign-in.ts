import * as oidc from 'openid-client';
import { type Browser, openBrowser, type Visit } from './browser.ts';
import { type Instance, type OidcWorld, REDIRECT_URI, type TestClient } from './open-oidc-world.ts';

/** A relying application as anybody would write it: openid-client and a browser. */
export interface Attempt {
  readonly configuration: oidc.Configuration;
  readonly browser: Browser;
  readonly url: URL;
  readonly verifier: string;
  readonly state: string;
  readonly nonce: string;
}

export type Overrides = Readonly<Record<string, string | null>>;

export async function discover(
  { issuer }: Pick<Instance, 'issuer'>,
  client: TestClient,
  authentication?: oidc.ClientAuth,
  clockSkewSeconds = 0,
): Promise<oidc.Configuration> {
  const metadata = { client_secret: client.secret, [oidc.clockSkew]: clockSkewSeconds };
  return oidc.discovery(new URL(issuer), client.id, metadata, authentication, {
    execute: [oidc.allowInsecureRequests],
  });
}

/**
 * @param overrides parameters to change; `null` leaves one out
 * @param clockSkewSeconds by how much the application's clock is ahead
 */
export async function beginSignIn(
  world: Pick<OidcWorld, 'issuer'>,
  client: TestClient,
  overrides: Overrides = {},
  authentication?: oidc.ClientAuth,
  clockSkewSeconds = 0,
): Promise<Attempt> {
  const configuration = await discover(world, client, authentication, clockSkewSeconds);
  const verifier = oidc.randomPKCECodeVerifier();
  const [state, nonce] = [oidc.randomState(), oidc.randomNonce()];
  const url = oidc.buildAuthorizationUrl(configuration, {
    redirect_uri: REDIRECT_URI,
    scope: 'openid email',
    state,
    nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  });
  for (const [name, value] of Object.entries(overrides)) {
    if (value === null) url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  }
  return { configuration, browser: openBrowser(), url, verifier, state, nonce };
}

/** Up to the page that asks for the code. */
export async function openPage({ browser, url }: Attempt): Promise<{ page: Visit; pageUrl: string }> {
  const start = await browser.get(url.href);
  if (start.location === null) throw new Error(`No redirect: ${start.status} ${start.text}`);
  return { page: await browser.get(start.location), pageUrl: start.location };
}

/** Types the code and goes on to the relying application. @returns where the browser was sent */
export async function typeCode(attempt: Attempt, pageUrl: string, code: string): Promise<URL> {
  const answer = await attempt.browser.post(pageUrl, { code });
  return goOn(attempt, answer);
}

export async function goOn({ browser }: Attempt, done: Visit): Promise<URL> {
  const back = await browser.get(readContinueUrl(done));
  if (back.location === null) throw new Error(`Not sent back: ${back.status} ${back.text}`);
  return new URL(back.location);
}

export function readContinueUrl({ status, text }: Visit): string {
  const href = /class="action" href="([^"]+)"/.exec(text)?.[1];
  if (href === undefined) throw new Error(`No way on: ${status} ${text}`);
  return href.replaceAll('&amp;', '&').replaceAll('&#38;', '&');
}

export async function exchange(
  { configuration, verifier, state, nonce }: Attempt,
  returned: URL,
  checks: oidc.AuthorizationCodeGrantChecks = {},
): Promise<oidc.TokenEndpointResponse & oidc.TokenEndpointResponseHelpers> {
  return oidc.authorizationCodeGrant(configuration, returned, {
    pkceCodeVerifier: verifier,
    expectedState: state,
    expectedNonce: nonce,
    idTokenExpected: true,
    ...checks,
  });
}
