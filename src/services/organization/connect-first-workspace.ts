import { type SlackWorkspace, slackTenantIdOf } from '../../domain/directory/slack-person.ts';
import type { Organization } from '../../domain/organization/organization.ts';
import { draftAudit, type ServiceDeps, systemActor } from '../deps.ts';

export type ConnectFirstWorkspaceResult =
  | { readonly kind: 'connected' | 'already_connected'; readonly organization: Organization }
  | { readonly kind: 'no_organization' }
  /** Several organizations could be meant, or the only one has another workspace already. */
  | { readonly kind: 'ambiguous'; readonly organizations: readonly Organization[] };

/**
 * Finds the organization of the workspace that the bot's token belongs to. A first workspace is given to the
 * only organization there is. Any further one has to be connected by an operator, so that a token in the wrong
 * hands does not let a stranger's workspace in.
 */
export function createConnectFirstWorkspace(deps: Pick<ServiceDeps, 'store' | 'clock' | 'random'>) {
  const { store } = deps;

  return async function connectFirstWorkspace(
    workspace: SlackWorkspace,
  ): Promise<ConnectFirstWorkspaceResult> {
    const tenantId = slackTenantIdOf(workspace);
    const known = await store.read.organizations.findBySlackTenant(tenantId);
    if (known !== null) return { kind: 'already_connected', organization: known };
    const organizations = await store.read.organizations.list();
    const [only] = organizations;
    if (only === undefined) return { kind: 'no_organization' };
    if (organizations.length > 1 || only.slackTenantIds.length > 0)
      return { kind: 'ambiguous', organizations };
    const organization = await store.transact(only.id, async (tx) => {
      await tx.organizations.addSlackTenant(only.id, tenantId);
      const facts = {
        organizationId: only.id,
        action: 'organization.workspace_linked',
        actor: systemActor,
        source: 'system',
      } as const;
      await tx.audit.append(draftAudit(deps, { ...facts, target: tenantId }));
      return tx.organizations.findById(only.id);
    });
    if (organization === null) throw new Error('The organization vanished');
    return { kind: 'connected', organization };
  };
}
