import type { DirectoryUser } from '../directory/directory-user.ts';
import { parseEmail } from '../directory/email.ts';
import type { EmailDomain } from '../directory/email-domain.ts';
import type { Policy } from '../organization/policy.ts';
import { decideAuthority, judgeRequester } from './authority.ts';
import { type Refusal, refuse, targetStatusRefusals } from './refusals.ts';

/** Everything the decision rests on, read in one transaction. */
export interface EligibilityFacts {
  readonly requester: DirectoryUser;
  readonly target: DirectoryUser;
  /** The organization's domain of the target's address, or `null` if it has none of that name. */
  readonly targetDomain: EmailDomain | null;
  readonly policy: Policy;
}

export type Eligibility =
  | { readonly kind: 'allowed'; readonly needsApproval: boolean }
  | { readonly kind: 'refused'; readonly refusals: readonly [Refusal, ...Refusal[]] };

/**
 * Whether the requester may issue a code for the target: allowed, or all refusals together, so that no one fixes one problem only
 * to meet the next. A requester who may not issue at all learns nothing about the target.
 */
export function decideEligibility(facts: EligibilityFacts): Eligibility {
  const { requester, target, policy } = facts;
  const own = judgeRequester(requester);
  if (own.length > 0) return refusedWith(own);
  if (requester.organizationId !== target.organizationId)
    return refusedWith([refuse('target_not_in_directory')]);
  const authority = decideAuthority({ kind: 'issue' }, { actor: requester, target, policy });
  const refusals = [...(authority.kind === 'refused' ? authority.refusals : []), ...judgeTarget(facts)];
  if (refusals.length > 0) return refusedWith(refusals);
  return { kind: 'allowed', needsApproval: policy.approvalRequiredFor.includes(target.role) };
}

/** Whether `approver` may agree to the requester's code for the target, which both could issue. */
export function decideApproval(facts: EligibilityFacts & { readonly approver: DirectoryUser }): Eligibility {
  const { approver, requester, target, policy } = facts;
  const act = { kind: 'approve', requesterId: requester.id } as const;
  const authority = decideAuthority(act, { actor: approver, target, policy });
  if (authority.kind === 'refused') return refusedWith(authority.refusals);
  const asIfIssuing = decideEligibility({ ...facts, requester: approver });
  return asIfIssuing.kind === 'refused' ? asIfIssuing : decideEligibility(facts);
}

/** Everything that prevents a code for the target, no matter who asks. */
export function judgeTarget({
  target,
  targetDomain,
}: Pick<EligibilityFacts, 'target' | 'targetDomain'>): Refusal[] {
  const name = target.displayName;
  const refusals: Refusal[] = [];
  if (target.status !== 'confirmed') refusals.push(refuse(targetStatusRefusals[target.status], { name }));
  if (target.primary === 'mobile') {
    refusals.push(refuse('target_mobile_primary', { name }));
  } else if (!isDomainVerified(target.email ?? '', targetDomain, target)) {
    refusals.push(refuse('target_domain_unverified', { name }));
  }
  return refusals;
}

function isDomainVerified(email: string, domain: EmailDomain | null, target: DirectoryUser): boolean {
  if (domain === null || domain.verifiedAt === null) return false;
  // The caller looked up the domain. Check here, where the decision is made, that it is the right one.
  return domain.organizationId === target.organizationId && parseEmail(email)?.domain === domain.name;
}

function refusedWith(refusals: readonly Refusal[]): Eligibility {
  const [first, ...others] = refusals;
  if (first === undefined) throw new RangeError('A refusal needs a reason');
  return { kind: 'refused', refusals: [first, ...others] };
}
