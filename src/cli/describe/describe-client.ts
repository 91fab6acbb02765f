import { isClientExpired } from '../../domain/clients/client.ts';
import type { OidcAuthMethod } from '../../domain/clients/oidc-client.ts';
import { say } from '../../messages/say.ts';
import type { ClientAllowance } from '../../ports/clients.ts';
import type { ClientSummary } from '../../services/clients/list-clients.ts';
import { formatMinute, toPrintable } from '../print.ts';

/** What a client may do, one fact a line, indented below its name. */
export function describeAllowance(allowed: ClientAllowance, now: number): string[] {
  const { scopes, requestsPerMinute, expiresAt } = allowed;
  return [
    line('may', scopes.length === 0 ? say('cli.client.nothing') : scopes.join(', ')),
    line('rate', say('cli.client.perMinute', { count: requestsPerMinute })),
    line('expires', describeExpiry()),
  ];

  function describeExpiry(): string {
    if (expiresAt === null) return say('cli.client.never');
    const time = formatMinute(expiresAt);
    return isClientExpired(allowed, now) ? say('cli.client.expired', { time }) : time;
  }
}

/** A client for a person to read, never wider than its longest address. */
export function describeClient(service: ClientSummary, now: number): string[] {
  const { previousSecretUntil, oidc } = service;
  const isRotating = previousSecretUntil !== null && previousSecretUntil > now;
  return [
    `${toPrintable(service.name)}  (${service.id})`,
    ...describeAllowance(service, now),
    line('added', formatMinute(service.createdAt)),
    line(
      'last used',
      service.lastUsedAt === null ? say('cli.client.never') : formatMinute(service.lastUsedAt),
    ),
    ...(isRotating
      ? [line('rotated', say('cli.client.oldUntil', { time: formatMinute(previousSecretUntil) }))]
      : []),
    ...(oidc === null ? [] : describeOidc(oidc)),
  ];
}

function describeOidc({ redirectUris, settings }: NonNullable<ClientSummary['oidc']>): string[] {
  const { profile, authMethod, hintIssuer } = settings;
  return [
    line('OpenID', say('cli.client.oidcProfile', { profile, auth: describeAuth(authMethod) })),
    ...redirectUris.map((uri, i) => line(i === 0 ? 'back to' : '', toPrintable(uri))),
    ...(hintIssuer === null
      ? [line('hints', say('cli.client.ownHints'))]
      : [
          line('hints of', toPrintable(hintIssuer.issuer)),
          line('keys', toPrintable(hintIssuer.jwksUri)),
          line('audience', toPrintable(hintIssuer.audience)),
          line('person', say('cli.client.byClaim', { claim: toPrintable(hintIssuer.loginClaim) })),
          ...(hintIssuer.tenantId === null ? [] : [line('tenant', toPrintable(hintIssuer.tenantId))]),
        ]),
  ];
}

function describeAuth(method: OidcAuthMethod): string {
  return method === 'none' ? say('cli.client.noSecret') : method;
}

function line(heading: string, text: string): string {
  return `  ${heading.padEnd(11)}${text}`;
}
