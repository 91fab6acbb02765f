import type { OrganizationId, ProviderId } from '../../domain/ids.ts';
import type { Provider } from '../../domain/providers/provider.ts';

export interface ProviderReader {
  find(organizationId: OrganizationId, id: ProviderId): Promise<Provider | null>;
  /** By name. */
  list(organizationId: OrganizationId): Promise<Provider[]>;
}

export interface ProviderWriter extends ProviderReader {
  /** @throws UniqueViolationError if the organization has a provider of that name */
  insert(provider: Provider): Promise<void>;
  /** Replaces everything but the id, the organization, the kind and `createdAt`. @throws as insert; MissingRowError */
  update(provider: Provider): Promise<void>;
  /** Does nothing if there isn't one. */
  remove(organizationId: OrganizationId, id: ProviderId): Promise<void>;
}
