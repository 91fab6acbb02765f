import type { DirectoryUser } from '../../../domain/directory/directory-user.ts';
import type { Policy } from '../../../domain/organization/policy.ts';
import { listGiven, listPeopleBehind, rulesAt } from '../../../domain/requests/approved-act.ts';
import { decideApproval } from '../../../domain/requests/eligibility.ts';
import type { Freeze } from '../../../domain/requests/freeze.ts';
import type { IssueRequest } from '../../../domain/requests/issue-request.ts';
import { refuse } from '../../../domain/requests/refusals.ts';
import type { Transaction } from '../../../ports/store.ts';
import type { ServiceDeps } from '../../deps.ts';
import { readApproverFacts } from '../find-approvers.ts';
import {
  type ClickRefused,
  type OpenRequestClick,
  type RequestClick,
  refused,
  refusedLate,
} from '../open-click.ts';
import { readEligibilityFacts } from '../read-eligibility.ts';
import { findGivers } from './places.ts';

export interface JudgedApprover {
  readonly kind: 'may';
  readonly request: IssueRequest;
  readonly approver: DirectoryUser;
  /** In whose place they decide; `null`: their own. */
  readonly inPlaceOf: DirectoryUser | null;
  readonly requester: DirectoryUser;
  readonly target: DirectoryUser;
  readonly policy: Policy;
  /** Those that last. */
  readonly freezes: readonly Freeze[];
}

/**
 * Whether the clicker may decide the request, which waits for that: they fit its own rule, or take the place of someone who does, and are
 * neither requester nor target. Their own right comes first: then the one in whose place they might be can decide too.
 */
export async function judgeApprover(
  deps: ServiceDeps,
  tx: Transaction,
  click: RequestClick,
  { clicker: approver, request }: OpenRequestClick,
): Promise<JudgedApprover | ClickRefused> {
  const { organizationId } = request;
  if (request.approvalAskedAt === null || request.state !== 'pending')
    return refusedLate(deps, tx, click, approver, request);
  const requester = await tx.directory.findUser(organizationId, request.requesterId);
  const target = await tx.directory.findUser(organizationId, request.targetId);
  if (requester === null || target === null)
    return refused(deps, tx, click, [refuse('target_not_in_directory')], request);
  const facts = await readEligibilityFacts(tx, click.organization, requester, target, request.lane);
  const now = deps.clock.now();
  const rules = rulesAt(request, now);
  const theirs = await readApproverFacts(tx, rules, target, approver);
  const decision = decideApproval({ ...facts, ...theirs, approver });
  const people = { approver, requester, target, policy: facts.policy, freezes: facts.freezes };
  if (decision.kind === 'allowed') return { kind: 'may', request, ...people, inPlaceOf: null };
  const behind = listPeopleBehind(listGiven(request));
  const givers = await findGivers(tx, facts, rules, approver, now);
  const inPlaceOf = givers.find(({ id }) => !behind.has(id)) ?? givers[0];
  if (inPlaceOf === undefined) return refused(deps, tx, click, decision.refusals, request);
  return { kind: 'may', request, ...people, inPlaceOf };
}
