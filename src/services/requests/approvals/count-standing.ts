import type { Approval } from '../../../domain/requests/approval.ts';
import { countDistinct, listGiven, rulesAt } from '../../../domain/requests/approved-act.ts';
import { decideApproval, type EligibilityFacts } from '../../../domain/requests/eligibility.ts';
import type { IssueRequest } from '../../../domain/requests/issue-request.ts';
import type { Transaction } from '../../../ports/store.ts';
import type { ServiceDeps } from '../../deps.ts';
import { readApproverFacts } from '../find-approvers.ts';
import { findGivers } from './places.ts';

/**
 * How many approvals count: of the act as it is now, each by other people, who could still give it. One from a stolen account ends with the
 * account's suspension, and one in another's place with the delegation.
 */
export async function countStanding(
  { clock }: Pick<ServiceDeps, 'clock'>,
  tx: Transaction,
  request: IssueRequest,
  facts: EligibilityFacts,
): Promise<number> {
  const now = clock.now();
  const rules = rulesAt(request, now);
  const standing: Approval[] = [];
  for (const approval of listGiven(request)) {
    const approver = await tx.directory.findUser(request.organizationId, approval.approverId);
    if (approver === null) continue;
    if (approval.onBehalfOf === null) {
      const theirs = await readApproverFacts(tx, rules, facts.target, approver);
      if (decideApproval({ ...facts, ...theirs, approver }).kind === 'allowed') standing.push(approval);
    } else {
      const givers = await findGivers(tx, facts, rules, approver, now);
      if (givers.some(({ id }) => id === approval.onBehalfOf)) standing.push(approval);
    }
  }
  return countDistinct(standing);
}
