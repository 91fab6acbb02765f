import { type DirectoryUser, loginOf } from '../../domain/directory/directory-user.ts';
import { issuingRoles } from '../../domain/directory/roles.ts';
import type { OrganizationId, UserId } from '../../domain/ids.ts';
import type { Policy, PolicyProblem } from '../../domain/organization/policy.ts';
import type { ApproverRule } from '../../domain/requests/approval.ts';
import { type Tier, tiers } from '../../domain/requests/tier.ts';
import type { Readers, Transaction } from '../../ports/store.ts';

type Rooms = Pick<Readers | Transaction, 'directory' | 'groups'>;

/** Far more than any tier needs. */
const LOOKED_AT_MAX = 50;
const NAMED_MAX = 5;

/**
 * The tiers that `after` changes and in which no request could ever be approved, with the people its rules name: too few are left once the
 * requester and the target are taken away. A rule that names the target's manager is taken to find one, as it differs from target to target.
 */
export async function findUnapprovable(
  rooms: Rooms,
  organizationId: OrganizationId,
  before: Policy,
  after: Policy,
): Promise<PolicyProblem[]> {
  const isChanged = (tier: Tier) => JSON.stringify(before.tiers[tier]) !== JSON.stringify(after.tiers[tier]);
  const problems: PolicyProblem[] = [];
  const issuers = await rooms.directory.listConfirmedByRole(organizationId, issuingRoles, LOOKED_AT_MAX);
  for (const tier of tiers) {
    const { approvalsRequired: needed, approvers, fallbackApprovers } = after.tiers[tier];
    if (needed === 0 || !isChanged(tier)) continue;
    const rules = fallbackApprovers === null ? [approvers] : [approvers, fallbackApprovers];
    const named = await listNamed(rooms, organizationId, rules, issuers);
    const managers = rules.some((rule) => rule.manager) ? 1 : 0;
    // A target who is not among the approvers takes none away: a member, or someone of another role.
    const areTargetsIssuers = tier === 'privileged' && after.privilegedRoles.every(isIssuing);
    const canBeApproved = issuers.some((requester) => {
      const others = named.filter(({ id }) => id !== requester.id);
      const targets = areTargetsIssuers ? issuers.filter(({ id }) => id !== requester.id) : [null];
      return targets.some(
        (target) => others.filter(({ id }) => id !== target?.id).length + managers >= needed,
      );
    });
    if (!canBeApproved)
      problems.push({
        code: 'no_approver',
        field: 'tiers',
        tier,
        needed,
        people: named.slice(0, NAMED_MAX).map(loginOf),
      });
  }
  return problems;
}

function isIssuing(role: string): boolean {
  return (issuingRoles as readonly string[]).includes(role);
}

/** The confirmed people whom the rules name by group or role, each once. */
async function listNamed(
  { directory, groups }: Rooms,
  organizationId: OrganizationId,
  rules: readonly ApproverRule[],
  issuers: readonly DirectoryUser[],
): Promise<DirectoryUser[]> {
  const named = new Map<UserId, DirectoryUser>();
  for (const group of new Set(rules.flatMap((rule) => rule.groups))) {
    const ids = await groups.listMembers(organizationId, group, { after: null, limit: LOOKED_AT_MAX });
    for (const user of await directory.listUsersByIds(organizationId, ids))
      if (user.status === 'confirmed') named.set(user.id, user);
  }
  for (const user of issuers)
    if (rules.some(({ roles }) => (roles as readonly string[]).includes(user.role))) named.set(user.id, user);
  return [...named.values()];
}
