import type { DirectoryUser } from '../directory/directory-user.ts';
import { isIssuingRole, type Role } from '../directory/roles.ts';
import type { DelegationId, GroupId, OrganizationId, UserId } from '../ids.ts';
import type { Policy } from '../organization/policy.ts';
import type { ApproverRule } from './approval.ts';
import { type ApprovalFacts, decideApproval } from './eligibility.ts';
import { type Freeze, isFrozen } from './freeze.ts';
import { type Refusal, refuse } from './refusals.ts';
import { tiers } from './tier.ts';

/** A person's word that another approves in their place for a time. Times are milliseconds since the epoch, UTC. */
export interface Delegation {
  readonly id: DelegationId;
  readonly organizationId: OrganizationId;
  /** Its giver, whose place is taken. */
  readonly from: UserId;
  /** The delegate. */
  readonly to: UserId;
  readonly startsAt: number;
  readonly endsAt: number;
  /** When it was ended, or was found past its time; `null` before. */
  readonly endedAt: number | null;
}

/** Why it ended, where no one ended it: the giver's or the delegate's issuing was frozen, or the policy has no delegation any longer. */
export type DelegationEnd = 'giver_frozen' | 'delegate_frozen' | 'switched_off';

export const DELEGATION_MS_MAX = 30 * 24 * 3_600_000;
/** So long after one was given, its giver can't give another: each is announced to many. */
export const DELEGATION_PAUSE_MS = 5 * 60_000;

export function lastsAt({ startsAt, endsAt, endedAt }: Delegation, now: number): boolean {
  return endedAt === null && startsAt <= now && now < endsAt;
}

/** What decides whether `delegate` may approve in the place of `approver`, the giver. */
export interface PlaceFacts extends ApprovalFacts {
  readonly delegate: DirectoryUser;
}

/**
 * Whether a delegation lets its delegate approve this request in the giver's place. It is worth exactly what its giver could approve now by
 * themselves, so there are no chains: what the giver holds for another counts for nothing. The delegate is neither requester nor target,
 * and has an issuing role where the giver's right comes from a role.
 */
export function mayTakePlace(delegation: Delegation, facts: PlaceFacts, now: number): boolean {
  const { approver: giver, delegate, requester, target, policy } = facts;
  if (!policy.delegation || !lastsAt(delegation, now)) return false;
  if (delegation.from !== giver.id || delegation.to !== delegate.id) return false;
  if (delegate.id === requester.id || delegate.id === target.id || delegate.id === giver.id) return false;
  if (judgeAble(delegate, giver, facts.freezes).length > 0) return false;
  if (decideApproval(facts).kind === 'refused') return false;
  return isNamed(facts) || isIssuingRole(delegate.role);
}

/** Whether the giver's right comes from who they are to the target, or from a group; else it comes from their role. */
function isNamed({
  rules,
  groups,
  isManager,
}: Pick<ApprovalFacts, 'rules' | 'groups' | 'isManager'>): boolean {
  return rules.some((rule) => (rule.manager && isManager) || rule.groups.some((id) => groups.includes(id)));
}

function judgeAble(delegate: DirectoryUser, giver: DirectoryUser, freezes: readonly Freeze[]): Refusal[] {
  const isAble =
    delegate.status === 'confirmed' &&
    delegate.organizationId === giver.organizationId &&
    !isFrozen(freezes, delegate);
  return isAble ? [] : [refuse('delegate_unfit', { name: delegate.displayName })];
}

/** Everything that a new delegation is judged by. */
export interface DelegatingFacts {
  readonly giver: DirectoryUser;
  readonly giverGroups: readonly GroupId[];
  readonly delegate: DirectoryUser;
  readonly endsAt: number;
  readonly policy: Pick<Policy, 'delegation' | 'tiers'>;
  /** Of the organization and its people, those that last. */
  readonly freezes: readonly Freeze[];
  /** Of the organization, those that no one has ended. */
  readonly delegations: readonly Delegation[];
  /** The newest that the giver gave. */
  readonly previous: Delegation | null;
  readonly now: number;
}

/** Why a person can't name this delegate; empty if they can. Each request is judged again by {@link mayTakePlace}. */
export function judgeDelegating(facts: DelegatingFacts): Refusal[] {
  const { giver, delegate, endsAt, freezes, delegations, previous, now } = facts;
  const own = judgeGiver(facts);
  if (own.length > 0) return own;
  const name = delegate.displayName;
  const refusals: Refusal[] = [];
  if (delegate.id === giver.id) refusals.push(refuse('delegate_self'));
  refusals.push(...judgeAble(delegate, giver, freezes));
  if (lacksRole(facts)) refusals.push(refuse('delegate_role', { name }));
  if (delegations.some((each) => each.from === delegate.id && lastsAt(each, now)))
    refusals.push(refuse('delegate_away', { name }));
  if (!Number.isSafeInteger(endsAt) || endsAt <= now || endsAt > now + DELEGATION_MS_MAX)
    refusals.push(refuse('delegation_until'));
  if (previous !== null && now < previous.startsAt + DELEGATION_PAUSE_MS)
    refusals.push(refuse('delegation_paused', { until: previous.startsAt + DELEGATION_PAUSE_MS }));
  return refusals;
}

/** Why this person can name no one. */
export function judgeGiver(
  facts: Pick<DelegatingFacts, 'giver' | 'giverGroups' | 'policy' | 'freezes'>,
): Refusal[] {
  const { giver, policy, freezes } = facts;
  if (!policy.delegation) return [refuse('delegation_off')];
  if (giver.status !== 'confirmed') return [refuse('requester_not_confirmed')];
  if (isFrozen(freezes, giver)) return [refuse('requester_frozen')];
  const isOfRole = listRules(policy).some(({ roles }) => (roles as readonly Role[]).includes(giver.role));
  // Whose manager they are differs from target to target.
  const mayBeManager = listRules(policy).some(({ manager }) => manager);
  return isOfRole || mayBeManager || isInGroup(facts) ? [] : [refuse('delegation_nothing')];
}

/** Whether it could no longer be given: it ends then, and doesn't come back with the giver's right (N18). A freeze leaves it, as it passes. */
export function hasLostRight(
  facts: Pick<DelegatingFacts, 'giver' | 'giverGroups' | 'delegate' | 'policy'>,
): boolean {
  return judgeGiver({ ...facts, freezes: [] }).length > 0 || lacksRole(facts);
}

/** A group's member or a manager may name anyone: what such a delegation is worth is decided with each request. */
function lacksRole(facts: Pick<DelegatingFacts, 'giver' | 'giverGroups' | 'delegate' | 'policy'>): boolean {
  return isIssuingRole(facts.giver.role) && !isInGroup(facts) && !isIssuingRole(facts.delegate.role);
}

function isInGroup({ giverGroups, policy }: Pick<DelegatingFacts, 'giverGroups' | 'policy'>): boolean {
  return listRules(policy).some(({ groups }) => groups.some((id) => giverGroups.includes(id)));
}

function listRules(policy: Pick<Policy, 'tiers'>): ApproverRule[] {
  return tiers.flatMap((tier) => {
    const { approvers, fallbackApprovers } = policy.tiers[tier];
    return fallbackApprovers === null ? [approvers] : [approvers, fallbackApprovers];
  });
}

/** Why this person may not end it: giver and delegate may, and owners, who are told of each. */
export function judgeEnding(
  user: DirectoryUser,
  { from, to }: Delegation,
  freezes: readonly Freeze[],
): Refusal[] {
  if (user.id === from || user.id === to) return [];
  if (user.role !== 'owner' || user.status !== 'confirmed') return [refuse('owners_only')];
  return isFrozen(freezes, user) ? [refuse('freezer_frozen')] : [];
}
