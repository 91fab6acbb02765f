import { type OidcAuthMethod, oidcAuthMethods } from '../domain/oidc-client.ts';
import type { OidcTerms } from '../services/add-relying-service.ts';

export interface OidcOptions {
  readonly redirectUri?: readonly string[];
  readonly auth?: string;
  readonly hintIssuer?: string;
  readonly hintJwks?: string;
  readonly hintAudience?: string;
  readonly hintClaim?: string;
}

export type ParsedOidcTerms =
  /** `null`: it is no client of OpenID Connect */
  | { readonly kind: 'terms'; readonly terms: OidcTerms | null }
  | { readonly kind: 'bad'; readonly problem: string };

/** The spelling of the command line, without the word that all of them share. */
const authMethods: Readonly<Record<string, OidcAuthMethod>> = Object.fromEntries(
  oidcAuthMethods.map((method) => [method.replace('client_secret_', ''), method]),
);
export const authMethodNames = Object.keys(authMethods);

export function parseOidcTerms(options: OidcOptions): ParsedOidcTerms {
  const { redirectUri, auth = 'post', hintIssuer, hintJwks, hintAudience, hintClaim } = options;
  const hint = [hintIssuer, hintJwks, hintAudience].filter((part) => part !== undefined);
  if (redirectUri === undefined) {
    const isBare = options.auth === undefined && hint.length === 0 && hintClaim === undefined;
    if (isBare) return { kind: 'terms', terms: null };
    return { kind: 'bad', problem: 'OpenID Connect needs --redirect-uri: where people are sent back to.' };
  }
  const authMethod = authMethods[auth];
  if (authMethod === undefined) {
    return { kind: 'bad', problem: `--auth takes one of ${authMethodNames.join(', ')}.` };
  }
  const redirectUris = [...redirectUri];
  if (hint.length === 0 && hintClaim === undefined) {
    return { kind: 'terms', terms: { redirectUris, authMethod, hintIssuer: null } };
  }
  if (hintIssuer === undefined || hintJwks === undefined || hintAudience === undefined) {
    return { kind: 'bad', problem: '--hint-issuer, --hint-jwks and --hint-audience go together.' };
  }
  const trusted = {
    issuer: hintIssuer,
    jwksUri: hintJwks,
    audience: hintAudience,
    loginClaim: hintClaim ?? 'email',
  };
  return { kind: 'terms', terms: { redirectUris, authMethod, hintIssuer: trusted } };
}
