import type { OrganizationId } from '../domain/ids.ts';
import type { RelyingService } from '../domain/relying-service.ts';
import type { ServiceDeps } from './deps.ts';
import { draftOperatorAudit } from './draft-operator-audit.ts';

export type RemoveRelyingServiceResult =
  | { readonly kind: 'removed'; readonly service: RelyingService }
  | { readonly kind: 'unknown_service' };

/** Takes a relying service's access away at once. */
export function createRemoveRelyingService(deps: Pick<ServiceDeps, 'store' | 'clock' | 'random'>) {
  /** @param nameOrId the id wins where one service is named like another's id */
  return async function removeRelyingService(
    organizationId: OrganizationId,
    nameOrId: string,
  ): Promise<RemoveRelyingServiceResult> {
    return deps.store.transact(organizationId, async (tx) => {
      const services = await tx.relyingServices.list(organizationId);
      const service =
        services.find(({ id }) => id === nameOrId) ??
        services.find(({ name }) => name === nameOrId.normalize('NFC').trim());
      if (service === undefined || !(await tx.relyingServices.remove(organizationId, service.id))) {
        return { kind: 'unknown_service' };
      }
      await tx.audit.append(
        draftOperatorAudit(deps, {
          organizationId,
          action: 'client.removed',
          target: service.id,
          details: { name: service.name },
        }),
      );
      return { kind: 'removed', service };
    });
  };
}
