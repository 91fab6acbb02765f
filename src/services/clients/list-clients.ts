import type { Client } from '../../domain/clients/client.ts';
import { defaultOidcClientSettings, type OidcClientSettings } from '../../domain/clients/oidc-client.ts';
import type { OrganizationId } from '../../domain/ids.ts';
import type { ServiceDeps } from '../deps.ts';

/** What may be shown of a client. */
export type ClientSummary = Pick<
  Client,
  'id' | 'name' | 'scopes' | 'requestsPerMinute' | 'createdAt' | 'expiresAt' | 'lastUsedAt'
> & {
  /** Until when the secret before the last rotation is accepted; `null` if none is. */
  readonly previousSecretUntil: number | null;
  /** Its OpenID Connect settings, which count if its scopes allow it; `null` if it was added without. */
  readonly oidc: {
    readonly redirectUris: readonly string[];
    readonly settings: OidcClientSettings;
  } | null;
};

/** The organization's clients, by name, without their digests. */
export function createListClients({ store }: Pick<ServiceDeps, 'store'>) {
  function summarize(service: Client): ClientSummary {
    const { redirectUris, oidcSettings } = service;
    return {
      id: service.id,
      name: service.name,
      scopes: service.scopes,
      requestsPerMinute: service.requestsPerMinute,
      createdAt: service.createdAt,
      expiresAt: service.expiresAt,
      lastUsedAt: service.lastUsedAt,
      previousSecretUntil: service.previousSecret?.expiresAt ?? null,
      oidc:
        redirectUris.length === 0
          ? null
          : { redirectUris, settings: oidcSettings ?? defaultOidcClientSettings },
    };
  }

  return async function listClients(organizationId: OrganizationId): Promise<ClientSummary[]> {
    return (await store.read.clients.list(organizationId)).map(summarize);
  };
}
