import { maskCodes } from '../../domain/codes/mask-codes.ts';
import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import type { Policy } from '../../domain/organization/policy.ts';
import type { Approval, Verdict } from '../../domain/requests/approval.ts';
import { countDistinct, digestAct, listGiven, listPeopleBehind } from '../../domain/requests/approved-act.ts';
import type { IssueRequest } from '../../domain/requests/issue-request.ts';
import { type Refusal, refuse } from '../../domain/requests/refusals.ts';
import type { Transaction } from '../../ports/store.ts';
import { sourceOf } from '../audit/audit-slack-refusal.ts';
import { draftAudit, type ServiceDeps } from '../deps.ts';
import { enqueueChannelNews } from '../notices/alarm.ts';
import { enqueueNotice } from '../notices/enqueue-notice.ts';
import { heldUntil } from '../organization/freeze/hold-requests.ts';
import { type JudgedApprover, judgeApprover } from './approvals/judge-approver.ts';
import { type ClickRefused, openClick, type RequestClick, refused, refusedLate } from './open-click.ts';
import { REASON_LENGTH_MAX } from './request-code.ts';
import { settleRequest } from './settle-request.ts';

/** What an approver says. Who asked has to learn why not. */
export type Word =
  | { readonly verdict: 'approved' }
  | { readonly verdict: 'rejected'; readonly reason: string };

interface Decided {
  readonly request: IssueRequest;
  readonly approver: DirectoryUser;
  /** In whose place they decided; `null`: their own. */
  readonly inPlaceOf: DirectoryUser | null;
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
  return async function decideRequest(click: RequestClick, word: Word): Promise<DecideRequestResult> {
    return deps.store.transact(click.organization.id, async (tx) => {
      const opened = await openClick(deps, tx, click);
      if (opened.kind !== 'opened') return opened;
      const judged = await judgeApprover(deps, tx, click, opened);
      if (judged.kind !== 'may') return judged;
      const { request, approver, requester, target, inPlaceOf } = judged;
      const wrong = judgeWord(word);
      if (wrong.length > 0) return refused(deps, tx, click, wrong, request);
      const { organizationId } = request;
      const { verdict } = word;
      const people = { approver, requester, target, inPlaceOf };
      const before = listGiven(request);
      const given = countDistinct(before);
      if (verdict === 'approved' && before.some(({ approverId }) => approverId === approver.id))
        return { kind: 'counted', given, request, ...people };
      const counted = verdict === 'approved' ? await findCountedWith(tx, before, judged) : null;
      if (counted !== null) {
        const name = counted.displayName;
        return refused(deps, tx, click, [refuse('approval_counted_once', { name })], request);
      }
      const approval: Approval = {
        approverId: approver.id,
        onBehalfOf: inPlaceOf?.id ?? null,
        verdict,
        decidedAt: deps.clock.now(),
        // It is stored and sent to others, and a live code in it would still work (N21).
        reason: word.verdict === 'rejected' ? maskCodes(word.reason) : null,
        actDigest: digestAct(request),
      };
      const approvals = [...request.approvals, approval];
      const isCounted = verdict === 'approved' && given + 1 < request.terms.approvalsRequired;
      const decided = isCounted
        ? await tx.requests.transition(organizationId, request.id, ['pending'], 'pending', { approvals })
        : await settleRequest(deps, tx, request, verdict, {
            approvals,
            ...(verdict === 'approved' && heldUntil(judged.freezes, request, deps.clock.now())),
          });
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
          reason: approval.reason,
          source: sourceOf(click),
          details: {
            requestId: request.id,
            requesterId: requester.id,
            ...(inPlaceOf !== null && { onBehalfOf: inPlaceOf.id }),
          },
        }),
      );
      if (isCounted) return { kind: 'counted', given: given + 1, request: decided, ...people };
      await announceVerdict(deps, tx, judged.policy, decided, verdict);
      return { kind: verdict, request: decided, ...people };
    });
  };
}

/** Who approved it with whom this word would count as one: a giver and their delegate do. */
async function findCountedWith(
  tx: Transaction,
  before: readonly Approval[],
  { request, approver, inPlaceOf }: JudgedApprover,
): Promise<DirectoryUser | null> {
  const people = [approver.id, inPlaceOf?.id ?? approver.id];
  const same = before.find((each) => [...listPeopleBehind([each])].some((id) => people.includes(id)));
  if (same === undefined) return null;
  return tx.directory.findUser(request.organizationId, same.approverId);
}

function judgeWord(word: Word): Refusal[] {
  if (word.verdict === 'approved') return [];
  if (word.reason === '') return [refuse('reason_needed')];
  // Counted as people count, who see one character where a string has two units.
  return [...word.reason].length > REASON_LENGTH_MAX ? [refuse('reason_too_long')] : [];
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
