import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  type IDToken,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';

export interface IdentityProviderOptions {
  /** Its issuer, where `/.well-known/openid-configuration` is found. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
}

/** What was sent along, and must come back. */
export interface SignInAttempt {
  readonly login: string;
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

export type SecondFactorResult =
  | { readonly kind: 'confirmed'; readonly claims: IDToken }
  | { readonly kind: 'refused'; readonly reason: string };

export interface IdentityProvider {
  /** Where to send the browser, and what to remember until it comes back. */
  begin(login: string): Promise<{ url: string; attempt: SignInAttempt }>;
  /** @param returned the address at which the browser came back */
  finish(returned: URL, attempt: SignInAttempt): Promise<SecondFactorResult>;
}

/** A one-time password, by RFC 8176: what a backup code counts as. */
const METHOD = 'otp';

/** Discovery, authorization code, PKCE: `openid-client` does the protocol, this says what the portal insists on. */
export function createIdentityProvider(options: IdentityProviderOptions): IdentityProvider {
  let found: Promise<Configuration> | null = null;
  const getConfiguration = (): Promise<Configuration> => {
    found ??= discover(options).catch((error: unknown) => {
      // Not remembered: the provider may have been starting.
      found = null;
      throw error;
    });
    return found;
  };
  return {
    async begin(login) {
      const configuration = await getConfiguration();
      const attempt = {
        login,
        state: randomState(),
        nonce: randomNonce(),
        codeVerifier: randomPKCECodeVerifier(),
      };
      const url = buildAuthorizationUrl(configuration, {
        redirect_uri: options.redirectUri,
        scope: 'openid email',
        login_hint: login,
        state: attempt.state,
        nonce: attempt.nonce,
        code_challenge: await calculatePKCECodeChallenge(attempt.codeVerifier),
        code_challenge_method: 'S256',
      });
      return { url: url.href, attempt };
    },
    async finish(returned, attempt) {
      const error = returned.searchParams.get('error');
      if (error !== null && returned.searchParams.get('state') === attempt.state) {
        return { kind: 'refused', reason: error };
      }
      const tokens = await authorizationCodeGrant(await getConfiguration(), returned, {
        pkceCodeVerifier: attempt.codeVerifier,
        expectedState: attempt.state,
        expectedNonce: attempt.nonce,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (claims === undefined) return { kind: 'refused', reason: 'no ID token came back' };
      return judge(claims, attempt);
    },
  };
}

/**
 * The signature is not enough: it must be about the person who gave the password, and by the means that was asked
 * for.
 */
function judge(claims: IDToken, { login }: SignInAttempt): SecondFactorResult {
  const { amr, acr, email } = claims;
  if (typeof email !== 'string' || email.toLowerCase() !== login.toLowerCase()) {
    return { kind: 'refused', reason: 'the second factor was another person’s' };
  }
  if (!Array.isArray(amr) || !amr.includes(METHOD)) {
    return { kind: 'refused', reason: 'no one-time code was checked' };
  }
  if (acr === undefined) return { kind: 'refused', reason: 'it is not said how much the check is worth' };
  return { kind: 'confirmed', claims };
}

async function discover({ issuer, clientId, clientSecret }: IdentityProviderOptions): Promise<Configuration> {
  const url = new URL(issuer);
  // A demo on this machine speaks plain HTTP; anything else must be TLS.
  const isLoopback = url.protocol === 'http:' && url.hostname === '127.0.0.1';
  return discovery(url, clientId, clientSecret, undefined, {
    // Without the second, the library trusts TLS to the token endpoint instead of the ID token's signature.
    execute: [...(isLoopback ? [allowInsecureRequests] : []), enableNonRepudiationChecks],
  });
}
