import { findAddressProblem } from '../domain/oidc-client.ts';
import type { OidcTerms } from './add-relying-service.ts';

/** What is wrong with the terms of an OpenID Connect client; `null` if nothing is. */
export function findOidcTermsProblem({ redirectUris, hintIssuer }: OidcTerms): string | null {
  if (redirectUris.length === 0) return 'must be told where people may be sent back to';
  for (const uri of redirectUris) {
    const problem = findAddressProblem(uri);
    if (problem !== null) return `has a redirect URI that ${problem}`;
  }
  if (hintIssuer === null) return null;
  const problem = findAddressProblem(hintIssuer.jwksUri);
  if (problem !== null) return `has an address of the hint issuer’s keys that ${problem}`;
  if (hintIssuer.issuer === '' || hintIssuer.audience === '' || hintIssuer.loginClaim === '') {
    return 'must have the hint issuer’s name, its audience and its claim';
  }
  return null;
}
