import type { OrganizationId } from '../domain/ids.ts';
import type { RelyingService } from '../domain/relying-service.ts';
import type { ServiceDeps } from './deps.ts';

/** What may be shown of a relying service. */
export type RelyingServiceSummary = Pick<
  RelyingService,
  'id' | 'name' | 'scopes' | 'requestsPerMinute' | 'createdAt' | 'expiresAt' | 'lastUsedAt'
> & {
  /** Until when the secret before the last rotation is taken; `null` if none is. */
  readonly previousSecretUntil: number | null;
};

/** The organization's relying services, by name, without their digests. */
export function createListRelyingServices({ store }: Pick<ServiceDeps, 'store'>) {
  return async function listRelyingServices(
    organizationId: OrganizationId,
  ): Promise<RelyingServiceSummary[]> {
    const services = await store.read.relyingServices.list(organizationId);
    return services.map((service) => ({
      id: service.id,
      name: service.name,
      scopes: service.scopes,
      requestsPerMinute: service.requestsPerMinute,
      createdAt: service.createdAt,
      expiresAt: service.expiresAt,
      lastUsedAt: service.lastUsedAt,
      previousSecretUntil: service.previousSecret?.expiresAt ?? null,
    }));
  };
}
