import type { Client } from '../../domain/clients/client.ts';
import type { OrganizationId } from '../../domain/ids.ts';
import { draftOperatorAudit } from '../audit/draft-operator-audit.ts';
import type { ServiceDeps } from '../deps.ts';
import { auditAndNotifyOwners } from '../notices/notify-of-change.ts';
import { findClient } from './find-client.ts';
import { detachScimSource } from './scim-source.ts';

/** A month: people rarely lose their second factor, so a client may be needed and yet unused for weeks. */
export const RECENTLY_USED_MS = 30 * 24 * 3_600_000;

export type RemoveClientResult =
  | { readonly kind: 'removed'; readonly service: Client }
  /** Someone may still depend on it: nothing was done. */
  | { readonly kind: 'recently_used'; readonly service: Client }
  | { readonly kind: 'unknown_service' };

/** Ends a client's access immediately, and deletes everything stored about it. */
export function createRemoveClient(deps: Pick<ServiceDeps, 'store' | 'clock' | 'random'>) {
  /** @param isConfirmed remove it even if it was used within {@link RECENTLY_USED_MS} */
  return async function removeClient(
    organizationId: OrganizationId,
    nameOrId: string,
    isConfirmed: boolean,
  ): Promise<RemoveClientResult> {
    return deps.store.transact(organizationId, async (tx) => {
      const service = await findClient(tx.clients, organizationId, nameOrId);
      if (service === null) return { kind: 'unknown_service' };
      const { lastUsedAt } = service;
      const isRecent = lastUsedAt !== null && deps.clock.now() - lastUsedAt < RECENTLY_USED_MS;
      if (isRecent && !isConfirmed) return { kind: 'recently_used', service };
      await detachScimSource(deps, tx, service);
      await tx.clients.remove(organizationId, service.id);
      await auditAndNotifyOwners(
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
