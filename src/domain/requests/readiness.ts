import type { Policy } from '../organization/policy.ts';
import { type IssueRequest, needsApproval, needsVerification } from './issue-request.ts';
import { type Refusal, refuse } from './refusals.ts';
import { findWaiting } from './verification.ts';

/** What a request needs first, before others are asked to approve it or it becomes a code; empty if it has it. */
export function judgeVerified(
  request: Pick<IssueRequest, 'terms' | 'verifications' | 'ticket'>,
  policy: Pick<Policy, 'ticketRequired'>,
  name: string,
): Refusal[] {
  if (needsVerification(request)) return [refuse('verification_needed', { name })];
  return policy.ticketRequired && request.ticket === null ? [refuse('ticket_needed')] : [];
}

/** The next thing that a request needs before it can become a code; empty if it has everything. */
export function judgeReadiness(
  request: Pick<IssueRequest, 'terms' | 'verifications' | 'ticket' | 'state'>,
  policy: Pick<Policy, 'ticketRequired'>,
  name: string,
): Refusal[] {
  const first = judgeVerified(request, policy, name);
  if (first.length > 0) return first;
  return needsApproval(request) && request.state !== 'approved' ? [refuse('approval_needed')] : [];
}

/** Whose answer a request waits for, before others agree to it: the answer would change what they agree to. */
export function judgeWaiting(request: Pick<IssueRequest, 'verifications'>, name: string): Refusal[] {
  if (findWaiting(request, 'manager') !== null) return [refuse('manager_waited_for')];
  return findWaiting(request, 'device') === null ? [] : [refuse('device_waited_for', { name })];
}
