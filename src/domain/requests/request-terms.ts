import { defaultPolicy, type Policy } from '../organization/policy.ts';
import type { RiskSignal } from './risk-signal.ts';
import { type Tier, type TierPolicy, tiers } from './tier.ts';

/** What a request needs, fixed when it is opened: a later change of the policy doesn't make it easier. */
export interface RequestTerms extends TierPolicy {
  /** After the signals raised it. */
  readonly tier: Tier;
  readonly signals: readonly RiskSignal[];
}

/** @param tier of the target by itself; signals raise it by one step, however many they are */
export function fixTerms(tier: Tier, signals: readonly RiskSignal[], policy: Policy): RequestTerms {
  const raised = signals.length === 0 ? tier : (tiers[tiers.indexOf(tier) + 1] ?? tier);
  return { tier: raised, signals, ...policy.tiers[raised] };
}

/** Terms as they were stored, with what an earlier version did not know. */
export function completeTerms(stored: Partial<RequestTerms>): RequestTerms {
  return { ...fixTerms(stored.tier ?? 'standard', [], defaultPolicy), ...stored };
}
