import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import type { Policy } from '../../domain/organization/policy.ts';
import type { Verdict } from '../../domain/requests/approval.ts';
import { digestAct, listApprovers, rulesAt } from '../../domain/requests/approved-act.ts';
import { decideApproval } from '../../domain/requests/eligibility.ts';
import type { IssueRequest } from '../../domain/requests/issue-request.ts';
import { refuse } from '../../domain/requests/refusals.ts';
import type { Transaction } from '../../ports/store.ts';
import { sourceOf } from '../audit/audit-slack-refusal.ts';
import { draftAudit, type ServiceDeps } from '../deps.ts';
import { enqueueChannelNews } from '../notices/alarm.ts';
import { enqueueNotice } from '../notices/enqueue-notice.ts';
import { readApproverFacts } from './find-approvers.ts';
import { type ClickRefused, openClick, type RequestClick, refused, refusedLate } from './open-click.ts';
import { readEligibilityFacts } from './read-eligibility.ts';
import { settleRequest } from './settle-request.ts';

interface Decided {
  readonly request: IssueRequest;
  readonly approver: DirectoryUser;
  readonly requester: DirectoryUser;
  readonly target: DirectoryUser;
}

export type DecideRequestResult =
  | ({ readonly kind: 'approved' | 'rejected' } & Decided)
  /** Their word counts, and the request waits for more people: `given` of those that it needs have approved. */
  | ({ readonly kind: 'counted'; readonly given: number } & Decided)
  | ClickRefused
  | { readonly kind: 'duplicate' };

/**
 * An approver's decision. They must fit the request's own rule and be neither requester nor target; both are checked on the facts of now.
 * One rejection ends the request. It is approved once as many different people have agreed to the same act as its terms need.
 */
export function createDecideRequest(deps: ServiceDeps) {
  return async function decideRequest(click: RequestClick, verdict: Verdict): Promise<DecideRequestResult> {
    return deps.store.transact(click.organization.id, async (tx) => {
      const opened = await openClick(deps, tx, click);
      if (opened.kind !== 'opened') return opened;
      const { clicker: approver, request } = opened;
      const { organizationId } = request;
      if (request.approvalAskedAt === null || request.state !== 'pending') {
        return refusedLate(deps, tx, click, approver, request);
      }
      const requester = await tx.directory.findUser(organizationId, request.requesterId);
      const target = await tx.directory.findUser(organizationId, request.targetId);
      if (requester === null || target === null)
        return refused(deps, tx, click, [refuse('target_not_in_directory')], request);
      const facts = await readEligibilityFacts(tx, click.organization, requester, target);
      const now = deps.clock.now();
      const theirs = await readApproverFacts(tx, rulesAt(request, now), target, approver);
      const decision = decideApproval({ ...facts, ...theirs, approver });
      if (decision.kind === 'refused') return refused(deps, tx, click, decision.refusals, request);
      const people = { approver, requester, target };
      const given = listApprovers(request);
      if (verdict === 'approved' && given.includes(approver.id))
        return { kind: 'counted', given: given.length, request, ...people };
      const approval = {
        approverId: approver.id,
        onBehalfOf: null,
        verdict,
        decidedAt: now,
        reason: null,
        actDigest: digestAct(request),
      };
      const approvals = [...request.approvals, approval];
      const isCounted = verdict === 'approved' && given.length + 1 < request.terms.approvalsRequired;
      const decided = isCounted
        ? await tx.requests.transition(organizationId, request.id, ['pending'], 'pending', { approvals })
        : await settleRequest(deps, tx, request, verdict, { approvals });
      if (decided === null) return refusedLate(deps, tx, click, approver, request);
      await tx.audit.append(
        draftAudit(deps, {
          organizationId,
          action: isCounted
            ? 'approval.given'
            : verdict === 'approved'
              ? 'request.approved'
              : 'request.rejected',
          actor: { kind: 'user', id: approver.id },
          target: target.id,
          source: sourceOf(click),
          details: { requestId: request.id, requesterId: requester.id },
        }),
      );
      if (isCounted) return { kind: 'counted', given: given.length + 1, request: decided, ...people };
      await announceVerdict(deps, tx, facts.policy, decided, verdict);
      return { kind: verdict, request: decided, ...people };
    });
  };
}

async function announceVerdict(
  deps: ServiceDeps,
  tx: Transaction,
  policy: Policy,
  request: IssueRequest,
  verdict: Verdict,
): Promise<void> {
  const { id: requestId, organizationId } = request;
  const kind = verdict === 'approved' ? 'requester_request_approved' : 'requester_request_rejected';
  await enqueueNotice(deps, tx, organizationId, { kind, requestId }, { request });
  const news = verdict === 'approved' ? 'security_request_approved' : 'security_request_rejected';
  await enqueueChannelNews(deps, tx, { id: organizationId, policy }, { kind: news, requestId });
}
