import { isClientExpired } from '../domain/relying-service.ts';
import type { ClientAllowance } from '../ports/relying-services.ts';
import type { RelyingServiceSummary } from '../services/list-relying-services.ts';
import { formatMinute, toPrintable } from './print.ts';

/** What a service may do, a fact a line, indented to stand below its name. */
export function describeAllowance(allowed: ClientAllowance, now: number): string[] {
  const { scopes, requestsPerMinute, expiresAt } = allowed;
  const over = isClientExpired(allowed, now) ? ': expired, see `client set --expires`' : '';
  return [
    line('may', scopes.length === 0 ? 'nothing' : scopes.join(', ')),
    line('rate', `${requestsPerMinute} requests a minute`),
    line('expires', expiresAt === null ? 'never' : `${formatMinute(expiresAt)}${over}`),
  ];
}

/** A service for a person to read, never wider than its longest address. */
export function describeClient(service: RelyingServiceSummary, now: number): string[] {
  const { previousSecretUntil, oidc } = service;
  const isRotating = previousSecretUntil !== null && previousSecretUntil > now;
  return [
    `${toPrintable(service.name)}  (${service.id})`,
    ...describeAllowance(service, now),
    line('added', formatMinute(service.createdAt)),
    line('last used', service.lastUsedAt === null ? 'never' : formatMinute(service.lastUsedAt)),
    ...(isRotating
      ? [line('rotated', `the old credential works until ${formatMinute(previousSecretUntil)}`)]
      : []),
    ...(oidc === null ? [] : describeOidc(oidc)),
  ];
}

function describeOidc({ redirectUris, settings }: NonNullable<RelyingServiceSummary['oidc']>): string[] {
  const { profile, authMethod, hintIssuer } = settings;
  return [
    line('OpenID', `profile ${profile}, ${authMethod === 'none' ? 'no secret' : authMethod}`),
    ...redirectUris.map((uri, i) => line(i === 0 ? 'back to' : '', toPrintable(uri))),
    ...(hintIssuer === null
      ? [line('hints', 'unsigned, or signed by us')]
      : [
          line('hints of', toPrintable(hintIssuer.issuer)),
          line('keys', toPrintable(hintIssuer.jwksUri)),
          line('audience', toPrintable(hintIssuer.audience)),
          line('person', `by the claim ${toPrintable(hintIssuer.loginClaim)}`),
          ...(hintIssuer.tenantId === null ? [] : [line('tenant', toPrintable(hintIssuer.tenantId))]),
        ]),
  ];
}

function line(heading: string, text: string): string {
  return `  ${heading.padEnd(11)}${text}`;
}
