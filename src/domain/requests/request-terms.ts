import { defaultPolicy, type Policy } from '../organization/policy.ts';
import type { ApproverRule } from './approval.ts';
import { issuersRight, type Right } from './lane.ts';
import type { RiskSignal } from './risk-signal.ts';
import { type Tier, type TierPolicy, tiers } from './tier.ts';

/** What a request needs, fixed when it is opened: a later change of the policy doesn't make it easier. */
export interface RequestTerms extends TierPolicy {
  /** After the signals raised it. */
  readonly tier: Tier;
  readonly signals: readonly RiskSignal[];
}

/**
 * The terms of the tier and, in the lanes of those who are neither owner nor admin, a caller who was verified at least.
 * @param tier of the target by itself; signals raise it by one step, however many they are
 * @param right by which it is asked for
 * @param least the tier that the request has already
 */
export function fixTerms(
  tier: Tier,
  signals: readonly RiskSignal[],
  policy: Policy,
  { lane, needsApproval }: Right,
  least: Tier = 'standard',
): RequestTerms {
  const counting = signals.filter((signal) => policy.riskSignals.includes(signal));
  const raised = counting.length === 0 ? tier : (tiers[tiers.indexOf(tier) + 1] ?? tier);
  const fixed = tiers.indexOf(raised) < tiers.indexOf(least) ? least : raised;
  const ofTier = policy.tiers[fixed];
  return {
    tier: fixed,
    signals: counting,
    ...ofTier,
    verificationsRequired: Math.max(ofTier.verificationsRequired, lane === 'issuer' ? 0 : 1),
    // A manager can't vouch for their own request.
    verificationMethods: ofTier.verificationMethods.filter(
      (method) => lane !== 'manager' || method !== 'manager',
    ),
    approvalsRequired: Math.max(ofTier.approvalsRequired, needsApproval ? 1 : 0),
  };
}

/**
 * Whether `now` asks for more than `then`, which a request was opened with: a higher tier, more of what each tier asks for, or an approval
 * by fewer people: an owner who takes the admins out of the rule means the request of a minute ago too.
 */
export function areStricter(now: RequestTerms, then: RequestTerms): boolean {
  return (
    tiers.indexOf(now.tier) > tiers.indexOf(then.tier) ||
    now.verificationsRequired > then.verificationsRequired ||
    now.approvalsRequired > then.approvalsRequired ||
    (now.approvalsRequired > 0 && then.approvalsRequired > 0 && leavesOutApprovers(now, then))
  );
}

function leavesOutApprovers(now: RequestTerms, then: RequestTerms): boolean {
  const none: ApproverRule = { roles: [], groups: [], manager: false };
  return (
    isNarrower(now.approvers, then.approvers) ||
    isNarrower(now.fallbackApprovers ?? none, then.fallbackApprovers ?? none)
  );
}

function isNarrower(now: ApproverRule, then: ApproverRule): boolean {
  return (
    then.roles.some((role) => !now.roles.includes(role)) ||
    then.groups.some((id) => !now.groups.includes(id)) ||
    (then.manager && !now.manager)
  );
}

/** The stricter of both in each count. @param now asks for more in some, and perhaps for less in others */
export function tightenTerms(then: RequestTerms, now: RequestTerms): RequestTerms {
  return {
    ...now,
    tier: tiers[Math.max(tiers.indexOf(then.tier), tiers.indexOf(now.tier))] ?? now.tier,
    signals: [...new Set([...then.signals, ...now.signals])],
    verificationsRequired: Math.max(then.verificationsRequired, now.verificationsRequired),
    approvalsRequired: Math.max(then.approvalsRequired, now.approvalsRequired),
  };
}

/** Terms as they were stored, with what an earlier version did not know. */
export function completeTerms(stored: Partial<RequestTerms>): RequestTerms {
  return { ...fixTerms(stored.tier ?? 'standard', [], defaultPolicy, issuersRight), ...stored };
}
