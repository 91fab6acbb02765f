import {
  type AddressProblem,
  findAddressProblem,
  type OidcClientSettings,
} from '../../domain/clients/oidc-client.ts';

export interface OidcTerms extends OidcClientSettings {
  /** where people may be sent back to, each compared as a whole */
  readonly redirectUris: readonly string[];
}

export type OidcTermsProblem =
  | {
      readonly code:
        | 'no_redirect_uri'
        | 'no_hint_issuer'
        | 'entra_redirect_uris'
        | 'entra_plain_http'
        | 'entra_secret'
        | 'entra_tenant';
    }
  | {
      readonly code: `redirect_uri_${AddressProblem}` | `hint_jwks_${AddressProblem}`;
      readonly address: string;
    };

/** What is wrong with the terms of an OpenID Connect client; `null` if nothing is. */
export function findOidcTermsProblem(terms: OidcTerms): OidcTermsProblem | null {
  const { redirectUris, hintIssuer, profile } = terms;
  if (redirectUris.length === 0) return { code: 'no_redirect_uri' };
  for (const uri of redirectUris) {
    const problem = findAddressProblem(uri);
    if (problem !== null) return { code: `redirect_uri_${problem}`, address: uri };
  }
  if (profile === 'entra') {
    const problem = findEntraProblem(terms);
    if (problem !== null) return problem;
  }
  if (hintIssuer === null) return null;
  const problem = findAddressProblem(hintIssuer.jwksUri);
  if (problem !== null) return { code: `hint_jwks_${problem}`, address: hintIssuer.jwksUri };
  if (hintIssuer.issuer === '' || hintIssuer.audience === '' || hintIssuer.loginClaim === '') {
    return { code: 'no_hint_issuer' };
  }
  return null;
}

/** The ID token comes back through the browser, so only the address protects it. */
function findEntraProblem({ redirectUris, hintIssuer, authMethod }: OidcTerms): OidcTermsProblem | null {
  const [redirectUri = '', ...others] = redirectUris;
  if (others.length > 0) return { code: 'entra_redirect_uris' };
  if (!redirectUri.startsWith('https:')) return { code: 'entra_plain_http' };
  if (authMethod !== 'none') return { code: 'entra_secret' };
  if (hintIssuer === null || hintIssuer.tenantId === null || hintIssuer.tenantId === '') {
    return { code: 'entra_tenant' };
  }
  return null;
}
