import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import { decideApproval } from '../../domain/requests/eligibility.ts';
import type { IssueRequest } from '../../domain/requests/issue-request.ts';
import { refuse } from '../../domain/requests/refusals.ts';
import { sourceOf } from '../audit/audit-slack-refusal.ts';
import { draftAudit, type ServiceDeps } from '../deps.ts';
import { enqueueChannelNews } from '../notices/alarm.ts';
import { enqueueNotice } from '../notices/enqueue-notice.ts';
import { type ClickRefused, openClick, type RequestClick, refused, refusedLate } from './open-click.ts';
import { readEligibilityFacts } from './read-eligibility.ts';
import { settleRequest } from './settle-request.ts';

export type DecideRequestResult =
  | {
      readonly kind: 'approved' | 'rejected';
      readonly request: IssueRequest;
      readonly approver: DirectoryUser;
      readonly requester: DirectoryUser;
      readonly target: DirectoryUser;
    }
  | ClickRefused
  | { readonly kind: 'duplicate' };

/**
 * The second person's decision on a request for a privileged target. The approver must be able to issue for the
 * target, and be neither requester nor target; both are checked on the facts of now.
 */
export function createDecideRequest(deps: ServiceDeps) {
  return async function decideRequest(
    click: RequestClick,
    verdict: 'approved' | 'rejected',
  ): Promise<DecideRequestResult> {
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
      const decision = decideApproval({ ...facts, approver });
      if (decision.kind === 'refused') return refused(deps, tx, click, decision.refusals, request);
      const decided = await settleRequest(deps, tx, request, verdict, {
        approvals: [
          ...request.approvals,
          { approverId: approver.id, verdict, decidedAt: deps.clock.now(), reason: null },
        ],
      });
      if (decided === null) return refusedLate(deps, tx, click, approver, request);
      const kind = verdict === 'approved' ? 'requester_request_approved' : 'requester_request_rejected';
      await enqueueNotice(deps, tx, organizationId, { kind, requestId: request.id }, { request });
      await enqueueChannelNews(
        deps,
        tx,
        { id: organizationId, policy: facts.policy },
        {
          kind: verdict === 'approved' ? 'security_request_approved' : 'security_request_rejected',
          requestId: request.id,
        },
      );
      await tx.audit.append(
        draftAudit(deps, {
          organizationId,
          action: verdict === 'approved' ? 'request.approved' : 'request.rejected',
          actor: { kind: 'user', id: approver.id },
          target: target.id,
          source: sourceOf(click),
          details: { requestId: request.id, requesterId: requester.id },
        }),
      );
      return { kind: verdict, request: decided, approver, requester, target };
    });
  };
}
