import { type IssueRequest, needsApproval, needsVerification } from './issue-request.ts';
import { type Refusal, refuse } from './refusals.ts';

/** The next thing that a request needs before it can become a code; empty if it has everything. */
export function judgeReadiness(
  request: Pick<IssueRequest, 'terms' | 'verifications' | 'state'>,
  name: string,
): Refusal[] {
  if (needsVerification(request)) return [refuse('verification_needed', { name })];
  return needsApproval(request) && request.state !== 'approved' ? [refuse('approval_needed')] : [];
}
