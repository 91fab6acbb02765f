import { findAddressProblem, type OidcClientSettings } from '../../domain/clients/oidc-client.ts';

export interface OidcTerms extends OidcClientSettings {
  /** where people may be sent back to, each compared as a whole */
  readonly redirectUris: readonly string[];
}

/** What is wrong with the terms of an OpenID Connect client; `null` if nothing is. */
export function findOidcTermsProblem(terms: OidcTerms): string | null {
  const { redirectUris, hintIssuer, profile } = terms;
  if (redirectUris.length === 0) return 'must be told where people may be sent back to';
  for (const uri of redirectUris) {
    const problem = findAddressProblem(uri);
    if (problem !== null) return `has a redirect URI that ${problem}`;
  }
  if (profile === 'entra') {
    const problem = findEntraProblem(terms);
    if (problem !== null) return problem;
  }
  if (hintIssuer === null) return null;
  const problem = findAddressProblem(hintIssuer.jwksUri);
  if (problem !== null) return `has an address of the hint issuer’s keys that ${problem}`;
  if (hintIssuer.issuer === '' || hintIssuer.audience === '' || hintIssuer.loginClaim === '') {
    return 'must have the hint issuer’s name, its audience and its claim';
  }
  return null;
}

/** The ID token comes back through the browser, so what protects a code flow does not protect it: the address has to. */
function findEntraProblem({ redirectUris, hintIssuer, authMethod }: OidcTerms): string | null {
  const [redirectUri = '', ...others] = redirectUris;
  if (others.length > 0) return 'has more than one redirect URI: Entra ID has one';
  if (!redirectUri.startsWith('https:')) return 'has a redirect URI that must be https';
  if (authMethod !== 'none') return 'must have no secret: Entra ID proves nothing but by its signed hints';
  if (hintIssuer === null || hintIssuer.tenantId === null || hintIssuer.tenantId === '') {
    return 'must be told the tenant whose signed hints name the person';
  }
  return null;
}
