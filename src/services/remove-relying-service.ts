import type { OrganizationId } from '../domain/ids.ts';
import type { RelyingService } from '../domain/relying-service.ts';
import type { ServiceDeps } from './deps.ts';
import { draftOperatorAudit } from './draft-operator-audit.ts';
import { CLIENT_SETTINGS } from './find-oidc-client.ts';
import { findRelyingService } from './find-relying-service.ts';
import { auditAndTellOwners } from './tell-of-change.ts';

/** A month: people lose their second factor rarely, so a service may be needed and yet be quiet for weeks. */
export const RECENTLY_USED_MS = 30 * 24 * 3_600_000;

export type RemoveRelyingServiceResult =
  | { readonly kind: 'removed'; readonly service: RelyingService }
  /** Somebody may still depend on it: nothing was done. */
  | { readonly kind: 'recently_used'; readonly service: RelyingService }
  | { readonly kind: 'unknown_service' };

/** Takes a relying service's access away at once, with all that is kept of it. */
export function createRemoveRelyingService(deps: Pick<ServiceDeps, 'store' | 'clock' | 'random'>) {
  /** @param isConfirmed whether it is to go even if it was used within {@link RECENTLY_USED_MS} */
  return async function removeRelyingService(
    organizationId: OrganizationId,
    nameOrId: string,
    isConfirmed: boolean,
  ): Promise<RemoveRelyingServiceResult> {
    return deps.store.transact(organizationId, async (tx) => {
      const service = await findRelyingService(tx.relyingServices, organizationId, nameOrId);
      if (service === null) return { kind: 'unknown_service' };
      const { lastUsedAt } = service;
      const isRecent = lastUsedAt !== null && deps.clock.now() - lastUsedAt < RECENTLY_USED_MS;
      if (isRecent && !isConfirmed) return { kind: 'recently_used', service };
      await tx.relyingServices.remove(organizationId, service.id);
      await tx.oidcRecords.destroy(CLIENT_SETTINGS, service.id);
      await auditAndTellOwners(
        deps,
        tx,
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
