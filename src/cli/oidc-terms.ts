import {
  type OidcAuthMethod,
  type OidcProfile,
  oidcAuthMethods,
  oidcProfiles,
  type TrustedHintIssuer,
} from '../domain/clients/oidc-client.ts';
import { say } from '../messages/say.ts';
import type { OidcTerms } from '../services/clients/find-oidc-terms-problem.ts';

export interface OidcOptions {
  readonly profile?: string;
  readonly redirectUri?: readonly string[];
  readonly auth?: string;
  readonly hintIssuer?: string;
  readonly hintJwks?: string;
  readonly hintAudience?: string;
  readonly hintClaim?: string;
  readonly hintTenant?: string;
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
export const profileNames: readonly OidcProfile[] = oidcProfiles;

/** Where the worldwide Entra ID takes answers and publishes a tenant's keys; national clouds have addresses of their own. */
const ENTRA_ORIGIN = 'https://login.microsoftonline.com';
const ENTRA_REDIRECT_URI = `${ENTRA_ORIGIN}/common/federation/externalauthprovider`;

export function parseOidcTerms(options: OidcOptions): ParsedOidcTerms {
  const { profile = 'code' } = options;
  if (!isProfile(profile)) return bad(say('cli.client.badProfile', { profiles: profileNames.join(', ') }));
  return profile === 'entra' ? parseEntraTerms(options) : parseCodeTerms(options);
}

function parseCodeTerms(options: OidcOptions): ParsedOidcTerms {
  const { redirectUri, auth = 'post', profile, hintIssuer, hintJwks, hintAudience, hintClaim } = options;
  const hint = [hintIssuer, hintJwks, hintAudience].filter((part) => part !== undefined);
  if (options.hintTenant !== undefined) return bad(say('cli.client.tenantIsEntra'));
  if (redirectUri === undefined) {
    const others = [options.auth, profile, hintClaim, ...hint];
    if (others.every((other) => other === undefined)) return { kind: 'terms', terms: null };
    return bad(say('cli.client.needsRedirectUri'));
  }
  const authMethod = authMethods[auth];
  if (authMethod === undefined)
    return bad(say('cli.client.badAuth', { methods: authMethodNames.join(', ') }));
  const terms = { profile: 'code', redirectUris: [...redirectUri], authMethod } as const;
  if (hint.length === 0 && hintClaim === undefined) {
    return { kind: 'terms', terms: { ...terms, hintIssuer: null } };
  }
  if (hintIssuer === undefined || hintJwks === undefined || hintAudience === undefined) {
    return bad(say('cli.client.hintTogether'));
  }
  const trusted: TrustedHintIssuer = {
    issuer: hintIssuer,
    jwksUri: hintJwks,
    audience: hintAudience,
    loginClaim: hintClaim ?? 'email',
    tenantId: null,
  };
  return { kind: 'terms', terms: { ...terms, hintIssuer: trusted } };
}

/** Fills in what follows from the tenant; what is given wins, for the national clouds. */
function parseEntraTerms(options: OidcOptions): ParsedOidcTerms {
  const { hintTenant: tenantId, hintAudience: audience, auth = 'none' } = options;
  if (auth !== 'none') return bad(say('cli.client.entraAuth'));
  if (tenantId === undefined || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(tenantId)) {
    return bad(say('cli.client.entraTenant'));
  }
  if (audience === undefined) {
    return bad(say('cli.client.entraAudience'));
  }
  const hintIssuer: TrustedHintIssuer = {
    issuer: options.hintIssuer ?? `${ENTRA_ORIGIN}/${tenantId}/v2.0`,
    jwksUri: options.hintJwks ?? `${ENTRA_ORIGIN}/${tenantId}/discovery/v2.0/keys`,
    audience,
    loginClaim: options.hintClaim ?? 'preferred_username',
    tenantId,
  };
  const redirectUris = [...(options.redirectUri ?? [ENTRA_REDIRECT_URI])];
  return { kind: 'terms', terms: { profile: 'entra', redirectUris, authMethod: 'none', hintIssuer } };
}

function isProfile(text: string): text is OidcProfile {
  return (oidcProfiles as readonly string[]).includes(text);
}

function bad(problem: string): ParsedOidcTerms {
  return { kind: 'bad', problem };
}
