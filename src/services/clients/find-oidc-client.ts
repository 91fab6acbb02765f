import { type Client, isClientExpired } from '../../domain/clients/client.ts';
import { defaultOidcClientSettings, type OidcClientSettings } from '../../domain/clients/oidc-client.ts';
import { isId } from '../../domain/ids.ts';
import type { ServiceDeps } from '../deps.ts';

export interface OidcClient {
  readonly service: Client;
  readonly settings: OidcClientSettings;
}

/**
 * The OpenID Connect client of this id; `null` if there is none, it may not use OpenID Connect, or it has
 * expired.
 */
export function createFindOidcClient({ store, clock }: Pick<ServiceDeps, 'store' | 'clock'>) {
  return async function findOidcClient(clientId: string): Promise<OidcClient | null> {
    if (!isId('client', clientId)) return null;
    const service = await store.read.clients.find(clientId);
    if (service === null || !service.scopes.includes('oidc')) return null;
    if (service.redirectUris.length === 0 || isClientExpired(service, clock.now())) return null;
    return { service, settings: service.oidcSettings ?? defaultOidcClientSettings };
  };
}

export type FindOidcClient = ReturnType<typeof createFindOidcClient>;
