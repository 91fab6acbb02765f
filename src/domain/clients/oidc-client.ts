/** What an ID token claims: a one-time backup code was checked, as a second factor and nothing more (N10). */
export const BACKUP_CODE_ACR = 'urn:backupcode:acr:second-factor';
/** By RFC 8176: a one-time password. */
export const BACKUP_CODE_AMR = 'otp';

export const oidcAuthMethods = ['client_secret_post', 'client_secret_basic', 'none'] as const;
/** How a client proves who it is at the token endpoint. `none`: a public client, by PKCE alone. */
export type OidcAuthMethod = (typeof oidcAuthMethods)[number];

export const oidcProfiles = ['code', 'entra'] as const;
/**
 * How a client asks, and how it is answered. `code`: the authorization code flow with PKCE. `entra`: as Microsoft Entra ID speaks to an
 * external authentication method, an ID token by `form_post` and nothing else.
 */
export type OidcProfile = (typeof oidcProfiles)[number];

/** An identity provider whose ID tokens may name the person who signs in (`id_token_hint`). */
export interface TrustedHintIssuer {
  /** `iss`, exactly */
  readonly issuer: string;
  readonly jwksUri: string;
  /** `aud` of its tokens: what that provider calls us */
  readonly audience: string;
  /** The claim that holds the person's e-mail address or mobile number. */
  readonly loginClaim: string;
  /** `tid`, exactly: the directory of Entra ID whose people sign in; `null` where issuers have no such thing. */
  readonly tenantId: string | null;
}

/** What OpenID Connect has to know of a client beside what every one has. */
export interface OidcClientSettings {
  readonly profile: OidcProfile;
  readonly authMethod: OidcAuthMethod;
  readonly hintIssuer: TrustedHintIssuer | null;
}

export const defaultOidcClientSettings: OidcClientSettings = {
  profile: 'code',
  authMethod: 'client_secret_post',
  hintIssuer: null,
};

/** Settings as they were stored, with defaults for what an older version did not write. */
export function completeOidcSettings(stored: Partial<OidcClientSettings>): OidcClientSettings {
  const { profile, authMethod, hintIssuer } = { ...defaultOidcClientSettings, ...stored };
  if (hintIssuer === null) return { profile, authMethod, hintIssuer };
  const { issuer, jwksUri, audience, loginClaim, tenantId } = hintIssuer;
  return {
    profile,
    authMethod,
    hintIssuer: { issuer, jwksUri, audience, loginClaim, tenantId: tenantId ?? null },
  };
}

const loopbackHosts: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

export type AddressProblem = 'no_https_address' | 'plain_http' | 'user_or_fragment';

/** What is wrong with an address that browsers or we are sent to; `null` if nothing is. */
export function findAddressProblem(text: string): AddressProblem | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    return 'no_https_address';
  }
  if (url.protocol === 'http:' && !loopbackHosts.has(url.hostname)) {
    return 'plain_http';
  }
  if (url.username !== '' || url.password !== '' || url.hash !== '') {
    return 'user_or_fragment';
  }
  return null;
}
