import type { OrganizationId } from '../../domain/ids.ts';
import { UniqueViolationError } from '../../ports/store.ts';
import { draftOperatorAudit } from '../audit/draft-operator-audit.ts';
import type { ServiceDeps } from '../deps.ts';
import { auditAndNotifyOwners } from '../notices/notify-of-change.ts';

export type ConnectWorkspaceByOperatorResult = {
  readonly kind: 'linked' | 'already_linked' | 'belongs_to_another' | 'invalid_id' | 'unknown_organization';
};

/** An operator says which organization a Slack workspace, or an Enterprise Grid, belongs to. */
export function createConnectWorkspaceByOperator(deps: Pick<ServiceDeps, 'store' | 'clock' | 'random'>) {
  /** @param slackTenantId `T...` or `E...` */
  return async function connectWorkspaceByOperator(
    organizationId: OrganizationId,
    slackTenantId: string,
  ): Promise<ConnectWorkspaceByOperatorResult> {
    if (!/^[TE][A-Z0-9]{2,30}$/.test(slackTenantId)) return { kind: 'invalid_id' };
    const owner = await deps.store.read.organizations.findBySlackTenant(slackTenantId);
    if (owner !== null && owner.id !== organizationId) return { kind: 'belongs_to_another' };
    try {
      return await deps.store.transact(organizationId, async (tx) => {
        const organization = await tx.organizations.findById(organizationId);
        if (organization === null) return { kind: 'unknown_organization' };
        if (organization.slackTenantIds.includes(slackTenantId)) return { kind: 'already_linked' };
        await tx.organizations.addSlackTenant(organizationId, slackTenantId);
        await auditAndNotifyOwners(
          deps,
          tx,
          draftOperatorAudit(deps, {
            organizationId,
            action: 'organization.workspace_linked',
            target: slackTenantId,
          }),
        );
        return { kind: 'linked' };
      });
    } catch (error) {
      // Another organization got it between this read and this write.
      if (error instanceof UniqueViolationError) return { kind: 'belongs_to_another' };
      throw error;
    }
  };
}
