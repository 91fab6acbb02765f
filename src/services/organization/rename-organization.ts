import { foldName, type NameProblem, parseName } from '../../domain/directory/name.ts';
import type { OrganizationId } from '../../domain/ids.ts';
import { draftOperatorAudit } from '../audit/draft-operator-audit.ts';
import type { ServiceDeps } from '../deps.ts';
import { auditAndNotifyOwners } from '../notices/notify-of-change.ts';

export type RenameOrganizationResult =
  | { readonly kind: 'renamed' | 'unchanged'; readonly before: string; readonly name: string }
  | { readonly kind: 'invalid'; readonly problem: NameProblem }
  | { readonly kind: 'name_taken' }
  | { readonly kind: 'unknown_organization' };

/** Changes the name of an organization, as shown in Slack and on the sign-in page. No two have the same. */
export function createRenameOrganization(deps: Pick<ServiceDeps, 'store' | 'clock' | 'random' | 'operator'>) {
  return async function renameOrganization(
    organizationId: OrganizationId,
    text: string,
  ): Promise<RenameOrganizationResult> {
    const parsed = parseName(text);
    if (parsed.kind === 'bad') return { kind: 'invalid', problem: parsed.problem };
    const { name } = parsed;
    const others = await deps.store.read.organizations.list();
    if (others.some((other) => other.id !== organizationId && foldName(other.name) === foldName(name)))
      return { kind: 'name_taken' };
    return deps.store.transact(organizationId, async (tx) => {
      const organization = await tx.organizations.findById(organizationId);
      if (organization === null) return { kind: 'unknown_organization' };
      const { name: before } = organization;
      if (before === name) return { kind: 'unchanged', before, name };
      await tx.organizations.rename(organizationId, name);
      await auditAndNotifyOwners(
        deps,
        tx,
        draftOperatorAudit(deps, {
          organizationId,
          action: 'organization.renamed',
          target: organizationId,
          details: { before, after: name },
        }),
      );
      return { kind: 'renamed', before, name };
    });
  };
}
