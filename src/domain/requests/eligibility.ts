import type { DirectoryUser } from '../directory/directory-user.ts';
import type { EmailDomain } from '../directory/email-domain.ts';
import type { GroupId } from '../ids.ts';
import type { Policy } from '../organization/policy.ts';
import type { ApproverFacts } from './approval.ts';
import { decideAuthority, judgeRequester } from './authority.ts';
import { judgeDomain } from './domain-dependence.ts';
import { type Freeze, isFrozen, judgeFreezes } from './freeze.ts';
import { type Refusal, refuse, targetStatusRefusals } from './refusals.ts';
import { type Tier, tierOf } from './tier.ts';

/** Everything the decision rests on, read in one transaction. */
export interface EligibilityFacts {
  readonly requester: DirectoryUser;
  readonly target: DirectoryUser;
  /** The organization's domain of the target's address, or `null` if it has none of that name. */
  readonly targetDomain: EmailDomain | null;
  /** The groups that the target is a member of. */
  readonly targetGroups: readonly GroupId[];
  readonly policy: Policy;
  /** Of the organization and its people, those that last. */
  readonly freezes: readonly Freeze[];
}

export type Eligibility =
  /** `tier`: of the target by itself, before any signal raises it. */
  | { readonly kind: 'allowed'; readonly tier: Tier }
  | { readonly kind: 'refused'; readonly refusals: readonly [Refusal, ...Refusal[]] };

/**
 * Whether the requester may issue a code for the target: allowed, or all refusals together, so that no one fixes one problem only
 * to meet the next. A requester who may not issue at all learns nothing about the target.
 */
export function decideEligibility(facts: EligibilityFacts): Eligibility {
  return decide('issue', facts);
}

function decide(act: 'issue' | 'approve', facts: EligibilityFacts): Eligibility {
  const { requester, target, policy } = facts;
  const own = judgeRequester(requester);
  if (own.length > 0) return refusedWith(own);
  if (requester.organizationId !== target.organizationId)
    return refusedWith([refuse('target_not_in_directory')]);
  const authority = decideAuthority({ kind: 'issue' }, { actor: requester, target, policy });
  const refusals = [
    ...judgeFreezes(facts.freezes, requester),
    ...(authority.kind === 'refused' ? authority.refusals : []),
    ...judgeTarget(facts, act),
  ];
  if (refusals.length > 0) return refusedWith(refusals);
  return { kind: 'allowed', tier: tierOf(target, facts.targetGroups, policy) };
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
  if (isFrozen(facts.freezes, approver)) return refusedWith([refuse('requester_frozen')]);
  return decide('approve', facts);
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
