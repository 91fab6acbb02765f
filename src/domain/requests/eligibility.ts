import type { DirectoryUser } from '../directory/directory-user.ts';
import { isIssuingRole } from '../directory/roles.ts';
import type { Policy } from '../organization/policy.ts';
import type { ApproverFacts } from './approval.ts';
import { decideAuthority, judgeAsker, type Ties } from './authority.ts';
import { judgeDomain } from './domain-dependence.ts';
import { type Freeze, findHold, judgeFreezes, judgeFrozenPerson } from './freeze.ts';
import type { Lane, Right } from './lane.ts';
import { type Refusal, refuse, targetStatusRefusals } from './refusals.ts';
import { type Tier, tierOf } from './tier.ts';

/** Everything the decision rests on, read in one transaction. */
export interface EligibilityFacts extends Ties {
  readonly requester: DirectoryUser;
  readonly target: DirectoryUser;
  /** By which right the request was made, and no other; `null` if it isn't made yet: by any. */
  readonly lane: Lane | null;
  readonly policy: Policy;
  /** Of the organization and its people, those that last. */
  readonly freezes: readonly Freeze[];
}

export type Eligibility =
  /** `tier`: of the target by itself, before any signal raises it. */
  | { readonly kind: 'allowed'; readonly tier: Tier; readonly right: Right }
  | { readonly kind: 'refused'; readonly refusals: readonly [Refusal, ...Refusal[]] };

/**
 * Whether the requester may issue a code for the target: allowed, or all refusals together, so that no one fixes one problem only
 * to meet the next. A requester who may not issue at all learns nothing about the target, and one who is neither owner nor admin
 * learns nothing of those beyond their lane.
 */
export function decideEligibility(facts: EligibilityFacts): Eligibility {
  return decide('issue', facts);
}

function decide(act: 'issue' | 'approve', facts: EligibilityFacts): Eligibility {
  const { requester, target, policy, lane, targetGroups, targetDomain, isReport } = facts;
  const own = judgeAsker('issue', requester, policy, lane);
  if (own.length > 0) return refusedWith(own);
  if (requester.organizationId !== target.organizationId)
    return refusedWith([refuse('target_not_in_directory')]);
  const authority = decideAuthority(
    { kind: 'issue', ...(lane !== null && { lane }) },
    { actor: requester, target, policy, ties: { targetGroups, targetDomain, isReport } },
  );
  if (authority.kind === 'refused' && !isIssuingRole(requester.role)) return refusedWith(authority.refusals);
  const refusals = [
    ...judgeFreezes(facts.freezes, requester),
    ...(authority.kind === 'refused' ? authority.refusals : []),
    ...judgeTarget(facts, act),
  ];
  if (authority.kind === 'refused' || authority.right === null || refusals.length > 0)
    return refusedWith(refusals);
  return { kind: 'allowed', tier: tierOf(target, targetGroups, policy), right: authority.right };
}

export interface ApprovalFacts extends EligibilityFacts, ApproverFacts {
  readonly approver: DirectoryUser;
}

/** Whether `approver` may agree to the requester's code for the target, which the requester can still issue. */
export function decideApproval(facts: ApprovalFacts): Eligibility {
  const { approver, requester, target, policy, rules, groups, isManager } = facts;
  const act = { kind: 'approve', requesterId: requester.id, rules, groups, isManager } as const;
  const authority = decideAuthority(act, { actor: approver, target, policy });
  if (authority.kind === 'refused') return refusedWith(authority.refusals);
  const frozen = judgeFrozenPerson('approve', facts.freezes, approver);
  if (frozen.length > 0) return refusedWith(frozen);
  // A hold keeps codes from being made, and not approvers from saying no in time.
  const hold = findHold(facts.freezes);
  return decide('approve', { ...facts, freezes: facts.freezes.filter((each) => each !== hold) });
}

/** Everything that prevents a code for the target, no matter who asks. */
export function judgeTarget(
  { target, targetDomain }: Pick<EligibilityFacts, 'target' | 'targetDomain'>,
  act: 'issue' | 'approve' = 'issue',
): Refusal[] {
  const name = target.displayName;
  const refusals: Refusal[] = [];
  if (target.status !== 'confirmed') refusals.push(refuse(targetStatusRefusals[target.status], { name }));
  if (target.primary === 'mobile') {
    refusals.push(refuse('target_mobile_primary', { name }));
  } else {
    refusals.push(...judgeDomain(act, target, targetDomain));
  }
  return refusals;
}

function refusedWith(refusals: readonly Refusal[]): Eligibility {
  const [first, ...others] = refusals;
  if (first === undefined) throw new RangeError('A refusal needs a reason');
  return { kind: 'refused', refusals: [first, ...others] };
}
