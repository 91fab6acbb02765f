import { type DirectoryUser, loginOf } from '../../domain/directory/directory-user.ts';
import { issuingRoles, type Role, roles } from '../../domain/directory/roles.ts';
import type { OrganizationId, UserId } from '../../domain/ids.ts';
import type { PolicyProblem } from '../../domain/organization/find-policy-problems.ts';
import type { Policy } from '../../domain/organization/policy.ts';
import type { ApproverRule } from '../../domain/requests/approval.ts';
import { decideAuthority } from '../../domain/requests/authority.ts';
import { type Tier, tierOf, tiers } from '../../domain/requests/tier.ts';
import type { Readers, Transaction } from '../../ports/store.ts';

type Rooms = Pick<Readers | Transaction, 'directory' | 'groups'>;

/** Far more than any tier needs. */
const LOOKED_AT_MAX = 50;
const NAMED_MAX = 5;

/** Whether a code for a target of this role can be approved in a tier; `left`: the approvers in the best case, beside requester and target. */
interface Approvable {
  readonly role: Role;
  readonly isEnough: boolean;
  readonly left: readonly DirectoryUser[];
}

/**
 * What `after` breaks: tiers that it changes and in which no request could ever be approved, and roles whose codes could be approved until now.
 * Each is named with the people whom its rules leave once the requester and the target are taken away. A rule that names the target's manager is
 * taken to find one, as it differs from target to target.
 */
export async function findUnapprovable(
  rooms: Rooms,
  organizationId: OrganizationId,
  before: Policy,
  after: Policy,
): Promise<PolicyProblem[]> {
  const problems: PolicyProblem[] = [];
  const issuers = await rooms.directory.listConfirmedByRole(organizationId, issuingRoles, LOOKED_AT_MAX);
  for (const tier of tiers) {
    const needed = after.tiers[tier].approvalsRequired;
    if (needed === 0 || relevant(before, tier) === relevant(after, tier)) continue;
    const lacking = (await judgeTier(rooms, organizationId, after, tier, issuers)).filter(
      ({ isEnough }) => !isEnough,
    );
    const [first] = lacking;
    if (first === undefined) continue;
    const problem = { code: 'no_approver', field: 'tiers', tier, needed } as const;
    const name = ({ left }: Approvable) => left.slice(0, NAMED_MAX).map(loginOf);
    const isChanged = JSON.stringify(before.tiers[tier]) !== JSON.stringify(after.tiers[tier]);
    if (isChanged && lacking.length === listTargetRoles(after, tier, issuers).length) {
      problems.push({ ...problem, role: null, people: name(first) });
      continue;
    }
    const were = await judgeTier(rooms, organizationId, before, tier, issuers);
    for (const each of lacking) {
      // One who was of another tier until now: whether that one could be approved.
      const was =
        were.find(({ role }) => role === each.role) ??
        (await judgeTier(rooms, organizationId, before, ownTierOf(before, each.role), issuers)).find(
          ({ role }) => role === each.role,
        );
      if (was?.isEnough === true) problems.push({ ...problem, role: each.role, people: name(each) });
    }
  }
  return problems;
}

/** All of a policy that decides who can approve in a tier. */
function relevant(policy: Policy, tier: Tier): string {
  const { mayIssueFor, privilegedRoles, executiveGroups, riskSignals } = policy;
  const hasSignals = riskSignals.length > 0;
  return JSON.stringify([policy.tiers[tier], mayIssueFor, privilegedRoles, executiveGroups, hasSignals]);
}

async function judgeTier(
  rooms: Rooms,
  organizationId: OrganizationId,
  policy: Policy,
  tier: Tier,
  issuers: readonly DirectoryUser[],
): Promise<Approvable[]> {
  const { approvalsRequired: needed, approvers, fallbackApprovers } = policy.tiers[tier];
  const rules = fallbackApprovers === null ? [approvers] : [approvers, fallbackApprovers];
  const members = await listMembers(rooms, organizationId, rules);
  const managers = rules.some((rule) => rule.manager) ? 1 : 0;
  return listTargetRoles(policy, tier, issuers).map((role): Approvable => {
    const named = new Map(members.map((user) => [user.id, user]));
    for (const user of issuers)
      if (
        rules.some((rule) => (rule.roles as readonly Role[]).includes(user.role)) &&
        covers(policy, user, role)
      )
        named.set(user.id, user);
    let left: DirectoryUser[] = [];
    for (const [requester, target] of listPairs(policy, role, issuers)) {
      const others = [...named.values()].filter(({ id }) => id !== requester.id && id !== target?.id);
      if (others.length > left.length) left = others;
    }
    return { role, isEnough: left.length + managers >= needed, left };
  });
}

/** Who can ask for a code for whom of this role. `null`: someone who takes no approver away. */
function listPairs(
  policy: Policy,
  role: Role,
  issuers: readonly DirectoryUser[],
): (readonly [requester: DirectoryUser, target: DirectoryUser | null])[] {
  const targets = isIssuing(role) ? issuers.filter((user) => user.role === role) : [null];
  return issuers
    .filter((requester) => covers(policy, requester, role))
    .flatMap((requester) =>
      targets.filter((target) => target?.id !== requester.id).map((target) => [requester, target] as const),
    );
}

/**
 * The roles whose codes are of the tier, by itself or as a signal raised it, and for whom someone can ask. An executive group may hold anyone; it
 * is taken to hold people who are no approvers.
 */
function listTargetRoles(policy: Policy, tier: Tier, issuers: readonly DirectoryUser[]): Role[] {
  const isOf = (role: Role) => {
    const own = ownTierOf(policy, role);
    const raised = policy.riskSignals.length > 0 && tiers.indexOf(own) + 1 === tiers.indexOf(tier);
    return own === tier || raised || (tier === 'executive' && role === 'member');
  };
  return roles.filter((role) => isOf(role) && listPairs(policy, role, issuers).length > 0);
}

/** Without a signal, and without a group. */
function ownTierOf({ privilegedRoles }: Policy, role: Role): Tier {
  return tierOf({ role }, [], { privilegedRoles, executiveGroups: [] });
}

function isIssuing(role: Role): boolean {
  return (issuingRoles as readonly Role[]).includes(role);
}

/** Whether they may issue for the role, which those who approve by their own role have to. */
function covers(policy: Policy, actor: DirectoryUser, role: Role): boolean {
  const target = { ...actor, id: 'usr_target' as UserId, role };
  return decideAuthority({ kind: 'issue' }, { actor, target, policy }).kind === 'allowed';
}

/** The confirmed people whom the rules name by group, each once. */
async function listMembers(
  { directory, groups }: Rooms,
  organizationId: OrganizationId,
  rules: readonly ApproverRule[],
): Promise<DirectoryUser[]> {
  const named = new Map<UserId, DirectoryUser>();
  for (const group of new Set(rules.flatMap((rule) => rule.groups))) {
    const ids = await groups.listMembers(organizationId, group, { after: null, limit: LOOKED_AT_MAX });
    for (const user of await directory.listUsersByIds(organizationId, ids))
      if (user.status === 'confirmed') named.set(user.id, user);
  }
  return [...named.values()];
}
