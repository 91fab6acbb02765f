import { createHash } from 'node:crypto';
import type { UserId } from '../ids.ts';
import type { Approval, ApproverRule } from './approval.ts';
import type { IssueRequest } from './issue-request.ts';
import type { RequestTerms } from './request-terms.ts';

/** Who asks for whom, and everything that an approver decides by. */
export type ApprovedAct = Pick<
  IssueRequest,
  | 'organizationId'
  | 'id'
  | 'requesterId'
  | 'targetId'
  | 'lane'
  | 'reason'
  | 'ticket'
  | 'verifications'
  | 'lifetimeMinutes'
  | 'startsAt'
  | 'providerId'
> & { readonly terms: Pick<RequestTerms, 'tier'> };

/**
 * The exact act that an approval covers. Whatever of it changes afterwards, the digest is another, and the approval void.
 * Base64url of a SHA-256.
 */
export function digestAct(act: ApprovedAct): string {
  const { organizationId, id, requesterId, targetId, reason, ticket, verifications, terms } = act;
  const { lane, lifetimeMinutes, startsAt, providerId } = act;
  const verified = verifications.map(({ method, state, evidence, by, at }) => [
    method,
    state,
    evidence,
    by,
    at,
  ]);
  const who = [organizationId, id, requesterId, targetId, lane];
  const parts = [...who, terms.tier, reason, ticket, verified, lifetimeMinutes, startsAt];
  // Approvals from before there were providers were of acts without one, and stay valid.
  if (providerId !== null) parts.push(providerId);
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}

/** The rules by which someone may approve at `now`: the fallback approvers' too, once the request was escalated. */
export function rulesAt(
  { terms, approvalAskedAt }: Pick<IssueRequest, 'terms' | 'approvalAskedAt'>,
  now: number,
): ApproverRule[] {
  const { approvers, fallbackApprovers, escalateAfterMinutes } = terms;
  const isEscalated = approvalAskedAt !== null && now >= approvalAskedAt + escalateAfterMinutes * 60_000;
  return fallbackApprovers !== null && isEscalated ? [approvers, fallbackApprovers] : [approvers];
}

/** The approvals of the act as it is, in the order in which they were given. */
export function listGiven(request: ApprovedAct & Pick<IssueRequest, 'approvals'>): Approval[] {
  const digest = digestAct(request);
  return request.approvals.filter(({ verdict, actDigest }) => verdict === 'approved' && actDigest === digest);
}

type ApprovedBy = Pick<Approval, 'approverId' | 'onBehalfOf'>;

/** The people who stand behind approvals: those who gave them, and those in whose place. */
export function listPeopleBehind(given: readonly ApprovedBy[]): Set<UserId> {
  return new Set(given.flatMap(({ approverId, onBehalfOf }) => [approverId, onBehalfOf ?? approverId]));
}

/** How many approvals count, each by people of its own: a giver and their delegate count once. */
export function countDistinct(given: readonly ApprovedBy[]): number {
  const seen = new Set<UserId>();
  let count = 0;
  for (const approval of given) {
    const people = listPeopleBehind([approval]);
    if ([...people].some((id) => seen.has(id))) continue;
    for (const id of people) seen.add(id);
    count += 1;
  }
  return count;
}
