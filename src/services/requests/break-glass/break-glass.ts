import { maskCodes } from '../../../domain/codes/mask-codes.ts';
import { unseal } from '../../../domain/crypto/seal.ts';
import type { Secret } from '../../../domain/crypto/secret.ts';
import type { DirectoryUser } from '../../../domain/directory/directory-user.ts';
import type { UserId } from '../../../domain/ids.ts';
import { areBreakGlassWords } from '../../../domain/requests/break-glass.ts';
import { decideEligibility, type EligibilityFacts } from '../../../domain/requests/eligibility.ts';
import type { IssueRequest } from '../../../domain/requests/issue-request.ts';
import { digestGlass, judgeBreakGlass } from '../../../domain/requests/judge-break-glass.ts';
import { judgeVerified, judgeWaiting } from '../../../domain/requests/readiness.ts';
import { type Refusal, refuse } from '../../../domain/requests/refusals.ts';
import { REVIEW_MS, type Review } from '../../../domain/requests/review.ts';
import type { Transaction } from '../../../ports/store.ts';
import { sourceOf } from '../../audit/audit-slack-refusal.ts';
import { draftAudit, type ServiceDeps } from '../../deps.ts';
import { enqueueChannelNews } from '../../notices/alarm.ts';
import { enqueueNotice } from '../../notices/enqueue-notice.ts';
import { findApprovers } from '../find-approvers.ts';
import { judgeLimits } from '../judge-limits.ts';
import { type ClickRefused, openOwnClick, type RequestClick, refused, refusedLate } from '../open-click.ts';
import { readEligibilityFacts } from '../read-eligibility.ts';
import { type PromptFacts, readPromptFacts } from '../read-prompt-facts.ts';
import { REASON_LENGTH_MAX } from '../request-code.ts';
import { settleRequest } from '../settle-request.ts';
import { listReviewers } from './list-reviewers.ts';

export interface BreakGlassInput extends RequestClick {
  readonly reason: string;
  /** What was typed to confirm it. */
  readonly words: string;
  readonly isRehearsal: boolean;
}

export type BreakGlassResult =
  | ({
      readonly kind: 'broken';
      readonly review: Review;
      /** How many people are notified, beside the security channel. */
      readonly notified: number;
      /** Where the prompt can be replaced; `null` if it is gone, or closes by itself. */
      readonly promptUrl: Secret | null;
    } & PromptFacts)
  | ClickRefused
  | { readonly kind: 'duplicate' };

/**
 * An owner whose request can't wait for its approvals does without them. Nothing else is skipped: who may ask for whom, freezes, limits and
 * verification are decided here, and again at the click that makes the code. In the same transaction a review opens, and everyone is notified
 * who could have approved it or guards the organization: there is no break-glass that was not announced.
 */
export function createBreakGlass(deps: ServiceDeps) {
  return async function breakGlass(input: BreakGlassInput): Promise<BreakGlassResult> {
    return deps.store.transact(input.organization.id, async (tx) => {
      const opened = await openOwnClick(deps, tx, input);
      if (opened.kind !== 'opened') return opened;
      const { clicker: requester, request } = opened;
      if (request.state !== 'pending') return refusedLate(deps, tx, input, requester, request);
      const target = await tx.directory.findUser(request.organizationId, request.targetId);
      if (target === null) return refused(deps, tx, input, [refuse('target_not_in_directory')], request);
      const facts = await readEligibilityFacts(tx, input.organization, requester, target, request.lane);
      const refusals = await judge(deps, tx, input, request, facts);
      if (refusals.length > 0) return refused(deps, tx, input, refusals, request);
      const reason = maskCodes(input.reason);
      const broken = await approve(deps, tx, request, requester, { ...input, reason }, facts);
      const review = await openReview(deps, tx, broken, reason, input.isRehearsal);
      const audience = await listAudience(tx, broken, review, facts);
      await audit(deps, tx, input, broken, review, audience.length);
      for (const ownerId of audience)
        await enqueueNotice(
          deps,
          tx,
          request.organizationId,
          { kind: 'security_glass_broken', reviewId: review.id, ownerId },
          { request: broken },
        );
      const organization = { id: request.organizationId, policy: facts.policy };
      const news = { kind: 'security_glass_broken', reviewId: review.id } as const;
      await enqueueChannelNews(deps, tx, organization, news);
      const content = { kind: 'requester_request_approved', requestId: request.id } as const;
      await enqueueNotice(deps, tx, request.organizationId, content, { request: broken });
      const context = { purpose: 'prompt-url', id: request.id } as const;
      return {
        kind: 'broken',
        review,
        notified: audience.filter((id) => id !== requester.id).length,
        // Where others were asked, the notice `close_prompt` takes the buttons off the message that waits: never a code.
        promptUrl:
          request.approvalAskedAt === null ? unseal(request.sealedResponseUrl, context, deps.keys) : null,
        ...(await readPromptFacts(deps, tx, { request: broken, target, policy: facts.policy })),
      };
    });
  };
}

async function judge(
  deps: ServiceDeps,
  tx: Transaction,
  input: BreakGlassInput,
  request: IssueRequest,
  facts: EligibilityFacts,
): Promise<readonly Refusal[]> {
  const { requester, target, policy } = facts;
  const eligibility = decideEligibility(facts);
  if (eligibility.kind === 'refused') return eligibility.refusals;
  const { isRehearsal, reason, words } = input;
  const reviews = await tx.reviews.listOpen(request.organizationId);
  const may = judgeBreakGlass({ requester, request, isRehearsal, reviews });
  if (may.length > 0) return may;
  const missing = judgeVerified(request, policy, target.displayName);
  if (missing.length > 0) return missing;
  const waiting = judgeWaiting(request, target.displayName);
  if (waiting.length > 0) return waiting;
  const length = [...reason].length;
  return [
    ...(areBreakGlassWords(words) ? [] : [refuse('glass_words')]),
    ...(length === 0 || length > REASON_LENGTH_MAX ? [refuse('glass_reason')] : []),
    ...(await judgeLimits(deps, tx, facts, request)),
  ];
}

async function approve(
  deps: ServiceDeps,
  tx: Transaction,
  request: IssueRequest,
  { id: by }: DirectoryUser,
  { reason, isRehearsal }: Pick<BreakGlassInput, 'reason' | 'isRehearsal'>,
  { policy }: EligibilityFacts,
): Promise<IssueRequest> {
  const at = deps.clock.now();
  const broken = await settleRequest(deps, tx, request, 'approved', {
    breakGlass: { by, reason, at, isRehearsal, actDigest: digestGlass(request) },
    expiresAt: Math.max(request.expiresAt, at + policy.requestLifetimeMinutes * 60_000),
  });
  if (broken === null) throw new Error('A request changed inside the transaction that had read it');
  return broken;
}

async function openReview(
  deps: ServiceDeps,
  tx: Transaction,
  { id: requestId, organizationId, requesterId, targetId }: IssueRequest,
  reason: string,
  isRehearsal: boolean,
): Promise<Review> {
  const openedAt = deps.clock.now();
  const review: Review = {
    id: deps.random.id('review'),
    organizationId,
    requestId,
    requesterId,
    targetId,
    reason,
    isRehearsal,
    openedAt,
    escalatesAt: openedAt + REVIEW_MS,
    verdict: null,
    note: null,
    closedBy: null,
    closedAt: null,
  };
  await tx.reviews.insert(review);
  return review;
}

/**
 * Those who were skipped, asked or not; every owner, the requester too: it may be news to the one whose account it is; and those who may
 * review it.
 */
async function listAudience(
  tx: Transaction,
  { terms }: IssueRequest,
  review: Review,
  facts: EligibilityFacts,
): Promise<UserId[]> {
  const { approvers, fallbackApprovers } = terms;
  const rules = fallbackApprovers === null ? [approvers] : [approvers, fallbackApprovers];
  const skipped = await findApprovers(tx, facts, rules);
  const { owners, reviewers } = await listReviewers(tx, review);
  return [...new Set([...owners, ...reviewers, ...skipped].map(({ id }) => id))];
}

async function audit(
  deps: ServiceDeps,
  tx: Transaction,
  input: BreakGlassInput,
  { id: requestId, organizationId, requesterId, targetId, approvals }: IssueRequest,
  { id: reviewId, reason, isRehearsal }: Review,
  notified: number,
): Promise<void> {
  await tx.audit.append(
    draftAudit(deps, {
      organizationId,
      action: isRehearsal ? 'request.glass_rehearsed' : 'request.glass_broken',
      actor: { kind: 'user', id: requesterId },
      target: targetId,
      reason,
      source: sourceOf(input),
      details: { requestId, reviewId, notified, approvalsGiven: approvals.length },
    }),
  );
}
