import type { OrganizationId } from '../domain/ids.ts';
import type { RelyingService } from '../domain/relying-service.ts';
import type { ServiceDeps } from './deps.ts';

/** What may be shown of a relying service. */
export type RelyingServiceSummary = Pick<RelyingService, 'id' | 'name' | 'createdAt' | 'lastUsedAt'>;

/** The organization's relying services, by name, without their digests. */
export function createListRelyingServices({ store }: Pick<ServiceDeps, 'store'>) {
  return async function listRelyingServices(
    organizationId: OrganizationId,
  ): Promise<RelyingServiceSummary[]> {
    const services = await store.read.relyingServices.list(organizationId);
    return services.map(({ id, name, createdAt, lastUsedAt }) => ({ id, name, createdAt, lastUsedAt }));
  };
}
