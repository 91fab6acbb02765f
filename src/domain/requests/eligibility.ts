import type { DirectoryUser } from '../directory/directory-user.ts';
import { parseEmail } from '../directory/email.ts';
import type { EmailDomain } from '../directory/email-domain.ts';
import { isIssuingRole } from '../directory/roles.ts';
import type { Policy } from '../organization/policy.ts';
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
 * Whether the requester may issue a code for the target: allowed, or every refusal at once, so that nobody mends one
 * thing only to meet the next. Refusals about the requester come first, and if there are any, nothing about the
 * target is said: whoever may not issue learns nothing about others.
 */
export function decideEligibility(facts: EligibilityFacts): Eligibility {
  const { requester, target, policy } = facts;
  const own = judgeRequester(requester);
  if (own.length > 0) return refusedWith(own);
  if (requester.organizationId !== target.organizationId)
    return refusedWith([refuse('target_not_in_directory')]);
  const refusals = [...judgePair(facts), ...judgeTarget(facts)];
  if (refusals.length > 0) return refusedWith(refusals);
  return { kind: 'allowed', needsApproval: policy.approvalRequiredFor.includes(target.role) };
}

/**
 * Whether `approver` may agree to the requester's code for the target: whoever could issue it themselves, and is
 * neither of the two.
 */
export function decideApproval(facts: EligibilityFacts & { readonly approver: DirectoryUser }): Eligibility {
  const { approver, requester, target } = facts;
  if (approver.id === requester.id) return refusedWith([refuse('approver_is_requester')]);
  if (approver.id === target.id) return refusedWith([refuse('approver_is_target')]);
  const asIfIssuing = decideEligibility({ ...facts, requester: approver });
  if (asIfIssuing.kind === 'refused') {
    const byRole = asIfIssuing.refusals.some(
      ({ code }) => code === 'role_not_allowed' || code === 'requester_role',
    );
    return byRole ? refusedWith([refuse('approver_role')]) : asIfIssuing;
  }
  return decideEligibility(facts);
}

export function judgeRequester(requester: DirectoryUser): Refusal[] {
  const refusals: Refusal[] = [];
  if (requester.status !== 'confirmed') refusals.push(refuse('requester_not_confirmed'));
  if (!isIssuingRole(requester.role)) refusals.push(refuse('requester_role'));
  return refusals;
}

function judgePair({ requester, target, policy }: EligibilityFacts): Refusal[] {
  if (requester.id === target.id) return [refuse('self')];
  const allowed = isIssuingRole(requester.role) ? policy.mayIssueFor[requester.role] : [];
  // An Admin never issues for an Owner, even if a damaged policy says so.
  const overreach = requester.role === 'admin' && target.role === 'owner';
  return overreach || !allowed.includes(target.role) ? [refuse('role_not_allowed')] : [];
}

/** What stands in the way of a code for the target, whoever asks. */
export function judgeTarget({
  target,
  targetDomain,
}: Pick<EligibilityFacts, 'target' | 'targetDomain'>): Refusal[] {
  const refusals: Refusal[] = [];
  if (target.status !== 'confirmed') refusals.push(refuse(targetStatusRefusals[target.status]));
  if (target.primary === 'mobile') {
    refusals.push(refuse('target_mobile_primary'));
  } else if (!isDomainVerified(target.email ?? '', targetDomain, target)) {
    refusals.push(refuse('target_domain_unverified'));
  }
  return refusals;
}

function isDomainVerified(email: string, domain: EmailDomain | null, target: DirectoryUser): boolean {
  if (domain === null || domain.verifiedAt === null) return false;
  // The caller looked the domain up; that it is the right one is checked here, where the decision is made.
  return domain.organizationId === target.organizationId && parseEmail(email)?.domain === domain.name;
}

function refusedWith(refusals: readonly Refusal[]): Eligibility {
  const [first, ...others] = refusals;
  if (first === undefined) throw new RangeError('A refusal needs a reason');
  return { kind: 'refused', refusals: [first, ...others] };
}
