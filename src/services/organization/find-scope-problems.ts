import { issuingRoles } from '../../domain/directory/roles.ts';
import type { OrganizationId } from '../../domain/ids.ts';
import type { PolicyProblem } from '../../domain/organization/find-policy-problems.ts';
import { helpDeskScopes, namesAnyone } from '../../domain/organization/help-desk.ts';
import type { Policy } from '../../domain/organization/policy.ts';
import type { Readers, Transaction } from '../../ports/store.ts';

type Rooms = Pick<Readers | Transaction, 'groups' | 'domains' | 'directory'>;

const MEMBERS_LOOKED_AT = 50;

/**
 * What is wrong with the lanes of those who are neither owner nor admin, as far as a change brings it about.
 * - A scope names a domain that the organization hasn't verified. One that was lost since may stay: no one is helped by it.
 * - A lane takes an approval that no one could give. A manager can't give their own, so a rule of managers alone is none.
 */
export async function findScopeProblems(
  rooms: Rooms,
  organizationId: OrganizationId,
  before: Policy,
  after: Policy,
): Promise<PolicyProblem[]> {
  const problems: PolicyProblem[] = [];
  for (const scope of helpDeskScopes) {
    const then = before.helpDesk[scope].domains;
    for (const domain of after.helpDesk[scope].domains.filter((each) => !then.includes(each)))
      if ((await rooms.domains.find(organizationId, domain))?.verifiedAt == null)
        problems.push({ code: 'scope_domain', field: 'helpDesk', scope, domain });
  }
  const isChanged = JSON.stringify(relevant(before)) !== JSON.stringify(relevant(after));
  if (isChanged && needsApproval(after) && !(await canBeApproved(rooms, organizationId, after)))
    problems.push({
      code: 'no_approver',
      field: 'tiers',
      tier: 'standard',
      role: null,
      needed: 1,
      people: [],
    });
  return problems;
}

function relevant({ managerLane, helpDesk, tiers: { standard } }: Policy) {
  return [managerLane, namesAnyone(helpDesk.limit), standard.approvers, standard.fallbackApprovers];
}

function needsApproval({ managerLane, helpDesk }: Policy): boolean {
  return managerLane || namesAnyone(helpDesk.limit);
}

async function canBeApproved(
  { directory, groups }: Rooms,
  organizationId: OrganizationId,
  { managerLane, mayIssueFor, tiers }: Policy,
): Promise<boolean> {
  const { approvers, fallbackApprovers } = tiers.standard;
  const rules = fallbackApprovers === null ? [approvers] : [approvers, fallbackApprovers];
  if (!managerLane && rules.some(({ manager }) => manager)) return true;
  const roles = issuingRoles.filter(
    (role) => mayIssueFor[role].includes('member') && rules.some((rule) => rule.roles.includes(role)),
  );
  if (roles.length > 0 && (await directory.listConfirmedByRole(organizationId, roles, 1)).length > 0)
    return true;
  for (const group of new Set(rules.flatMap((rule) => rule.groups))) {
    const page = { after: null, limit: MEMBERS_LOOKED_AT };
    const ids = await groups.listMembers(organizationId, group, page);
    const members = await directory.listUsersByIds(organizationId, ids);
    if (members.some(({ status }) => status === 'confirmed')) return true;
  }
  return false;
}
