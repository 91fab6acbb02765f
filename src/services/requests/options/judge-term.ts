import { judgeStart } from '../../../domain/codes/code-term.ts';
import { type Policy, policyLimits } from '../../../domain/organization/policy.ts';
import type { IssueRequest } from '../../../domain/requests/issue-request.ts';
import { lifetimesOf } from '../../../domain/requests/lane.ts';
import { type Refusal, refuse } from '../../../domain/requests/refusals.ts';

export type ChosenTerm = Pick<IssueRequest, 'lane' | 'lifetimeMinutes' | 'startsAt'>;

/** Everything that is wrong with a chosen lifetime and start, on the policy of now. */
export function judgeTerm(
  { lane, lifetimeMinutes, startsAt }: ChosenTerm,
  policy: Policy,
  now: number,
): Refusal[] {
  const refusals: Refusal[] = [];
  const [min] = policyLimits.codeLifetimeMinutes;
  const { max } = lifetimesOf(lane, policy);
  const isLifetime =
    lifetimeMinutes === null ||
    (Number.isInteger(lifetimeMinutes) && lifetimeMinutes >= min && lifetimeMinutes <= max);
  if (!isLifetime) refusals.push(refuse('lifetime_not_allowed', { limit: max }));
  const problem = startsAt === null ? null : judgeStart(startsAt, policy, now);
  if (problem !== null) refusals.push(refuse(problem, { limit: policy.delayedStartDaysMax }));
  return refusals;
}
