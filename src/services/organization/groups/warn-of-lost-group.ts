import type { AuditActor } from '../../../domain/audit/audit-event.ts';
import type { Group } from '../../../domain/directory/group.ts';
import { listSettingsOf } from '../../../domain/organization/policy-groups.ts';
import type { Transaction } from '../../../ports/store.ts';
import { draftAudit, type ServiceDeps } from '../../deps.ts';
import { auditAndNotifyOwners } from '../../notices/notify-of-change.ts';

/**
 * Tells the owners that a group the policy names was removed, or has no members left: its executives are ordinary people from now on, and
 * its approvers no approvers. Nothing else would show it.
 */
export async function warnOfLostGroup(
  deps: Pick<ServiceDeps, 'clock' | 'random'>,
  tx: Transaction,
  { organizationId, id, name }: Pick<Group, 'organizationId' | 'id' | 'name'>,
  by: { readonly actor: AuditActor; readonly source: string },
): Promise<void> {
  const policy = (await tx.organizations.findById(organizationId))?.policy;
  const settings = policy === undefined ? [] : listSettingsOf(policy, id);
  if (settings.length === 0) return;
  const isGone = (await tx.groups.find(organizationId, id)) === null;
  const [member] = await tx.groups.listMembers(organizationId, id, { after: null, limit: 1 });
  if (!isGone && member !== undefined) return;
  await auditAndNotifyOwners(
    deps,
    tx,
    draftAudit(deps, {
      organizationId,
      action: 'organization.group_lost',
      ...by,
      target: name,
      details: { settings: settings.join(', '), isRemoved: isGone },
    }),
  );
}
