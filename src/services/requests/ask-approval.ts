import { lifetimeOf } from '../../domain/codes/code-term.ts';
import { SEAL_NONCE_BYTES, seal } from '../../domain/crypto/seal.ts';
import type { Secret } from '../../domain/crypto/secret.ts';
import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import type { UserId } from '../../domain/ids.ts';
import type { ApprovalAsking } from '../../domain/notices/notice.ts';
import type { ApproverRule } from '../../domain/requests/approval.ts';
import { decideEligibility, type EligibilityFacts } from '../../domain/requests/eligibility.ts';
import { type IssueRequest, needsApproval } from '../../domain/requests/issue-request.ts';
import { judgeVerified, judgeWaiting } from '../../domain/requests/readiness.ts';
import { refuse } from '../../domain/requests/refusals.ts';
import type { Transaction } from '../../ports/store.ts';
import { sourceOf } from '../audit/audit-slack-refusal.ts';
import { draftAudit, type ServiceDeps } from '../deps.ts';
import { CLOSING_DELAY_MS } from '../notices/close-message.ts';
import { enqueueNotice } from '../notices/enqueue-notice.ts';
import { findDelegate } from './approvals/places.ts';
import { findApprovers } from './find-approvers.ts';
import { type ClickRefused, openOwnClick, type RequestClick, refused, refusedLate } from './open-click.ts';
import { readEligibilityFacts } from './read-eligibility.ts';

export type AskApprovalResult =
  | {
      readonly kind: 'asked';
      readonly request: IssueRequest;
      readonly target: DirectoryUser;
      readonly approvers: readonly DirectoryUser[];
      readonly mayBreakGlass: boolean;
    }
  /** They asked before: nothing was changed. */
  | {
      readonly kind: 'asked_before';
      readonly request: IssueRequest;
      readonly target: DirectoryUser;
      readonly mayBreakGlass: boolean;
    }
  | { readonly kind: 'no_approver'; readonly request: IssueRequest; readonly target: DirectoryUser }
  | ClickRefused
  | { readonly kind: 'duplicate' };

export interface AskApprovalInput extends RequestClick {
  /** The click's: where the prompt can be replaced when the request is decided. */
  readonly responseUrl: Secret;
}

/** The requester of a code for a privileged target asks those who may approve it, each by a direct message. */
export function createAskApproval(deps: ServiceDeps) {
  return async function askApproval(click: AskApprovalInput): Promise<AskApprovalResult> {
    return deps.store.transact(click.organization.id, async (tx) => {
      const opened = await openOwnClick(deps, tx, click);
      if (opened.kind !== 'opened') return opened;
      const { clicker, request } = opened;
      const { organizationId } = request;
      if (!needsApproval(request)) return refused(deps, tx, click, [refuse('approval_not_needed')], request);
      const target = await tx.directory.findUser(organizationId, request.targetId);
      if (target === null) return refused(deps, tx, click, [refuse('target_not_in_directory')], request);
      const mayBreakGlass = clicker.role === 'owner';
      if (request.approvalAskedAt !== null) return { kind: 'asked_before', request, target, mayBreakGlass };
      const facts = await readEligibilityFacts(tx, click.organization, clicker, target, request.lane);
      const eligibility = decideEligibility(facts);
      if (eligibility.kind === 'refused') return refused(deps, tx, click, eligibility.refusals, request);
      const missing = judgeVerified(request, facts.policy, target.displayName);
      if (missing.length > 0) return refused(deps, tx, click, missing, request);
      const waiting = judgeWaiting(request, target.displayName);
      if (waiting.length > 0) return refused(deps, tx, click, waiting, request);
      const { approvalsRequired, approvers: rule, fallbackApprovers, escalateAfterMinutes } = request.terms;
      const named = await findApprovers(tx, facts, [rule]);
      const isEnough = named.length >= approvalsRequired;
      const everyone =
        fallbackApprovers === null ? named : await findApprovers(tx, facts, [rule, fallbackApprovers]);
      // Too few to decide it: the fallback approvers are asked with them.
      const approvers = isEnough ? named : everyone;
      if (approvers.length < approvalsRequired) {
        await tx.audit.append(
          draftAudit(deps, {
            organizationId,
            action: 'approval.refused',
            outcome: 'refused',
            actor: { kind: 'user', id: clicker.id },
            target: request.targetId,
            reason: 'no_approver',
            source: sourceOf(click),
            details: { requestId: request.id },
          }),
        );
        return { kind: 'no_approver', request, target };
      }
      const now = deps.clock.now();
      const asked = await tx.requests.transition(organizationId, request.id, ['pending'], 'pending', {
        approvalAskedAt: now,
        // From here on as the approvers see it: a longer lifetime by a later policy isn't what they agree to.
        lifetimeMinutes: lifetimeOf(request, facts.policy),
        ...(isEnough ? {} : { terms: { ...request.terms, escalateAfterMinutes: 0 } }),
        expiresAt: now + facts.policy.approvalLifetimeMinutes * 60_000,
      });
      if (asked === null) return refusedLate(deps, tx, click, clicker, request);
      const escalatedAt = now + escalateAfterMinutes * 60_000;
      const isFallback = ({ id }: DirectoryUser) => !approvers.some((approver) => approver.id === id);
      const rules = fallbackApprovers === null ? [rule] : [rule, fallbackApprovers];
      const first = await findAsked(tx, facts, isEnough ? [rule] : rules, approvers, now);
      const later = await findAsked(tx, facts, rules, everyone.filter(isFallback), now);
      const isNew = ({ person }: Asked) => !first.some((each) => each.person.id === person.id);
      await askEach(deps, tx, asked, first, 'first', now);
      await askEach(deps, tx, asked, later.filter(isNew), 'escalation', escalatedAt);
      await tx.audit.append(
        draftAudit(deps, {
          organizationId,
          action: 'request.approval_asked',
          actor: { kind: 'user', id: clicker.id },
          target: request.targetId,
          source: sourceOf(click),
          details: { requestId: request.id, approverCount: approvers.length },
        }),
      );
      await enqueuePromptClosing(deps, tx, asked, click.responseUrl);
      return {
        kind: 'asked',
        request: asked,
        target,
        approvers: first.map(({ person }) => person),
        mayBreakGlass,
      };
    });
  };
}

interface Asked {
  readonly person: DirectoryUser;
  /** In whose place they are asked; `null`: their own. */
  readonly inPlaceOf: DirectoryUser | null;
}

/** Who is asked, each once: an approver, or the delegate who takes their place. */
async function findAsked(
  tx: Transaction,
  facts: EligibilityFacts,
  rules: readonly ApproverRule[],
  approvers: readonly DirectoryUser[],
  now: number,
): Promise<Asked[]> {
  const asked = new Map<UserId, Asked>();
  for (const approver of approvers) {
    const delegate = await findDelegate(tx, facts, rules, approver, now);
    const person = delegate ?? approver;
    const isOwn = delegate === null || approvers.some(({ id }) => id === delegate.id);
    if (!asked.has(person.id)) asked.set(person.id, { person, inPlaceOf: isOwn ? null : approver });
  }
  return [...asked.values()];
}

/** Asks each at `dueAt`, and reminds them after the time that the terms give, unless that is after the request's end. */
async function askEach(
  deps: ServiceDeps,
  tx: Transaction,
  request: IssueRequest,
  people: readonly Asked[],
  asking: Exclude<ApprovalAsking, 'reminder'>,
  dueAt: number,
): Promise<void> {
  const { organizationId, id: requestId, expiresAt, terms } = request;
  const remindAt = terms.remindAfterMinutes === null ? null : dueAt + terms.remindAfterMinutes * 60_000;
  for (const { person, inPlaceOf } of people) {
    const onBehalfOf = inPlaceOf === null ? {} : { onBehalfOf: inPlaceOf.id };
    const content = { kind: 'approver_request', requestId, approverId: person.id, ...onBehalfOf } as const;
    if (dueAt < expiresAt)
      await enqueueNotice(deps, tx, organizationId, { ...content, asking }, { request }, dueAt);
    if (remindAt !== null && remindAt < expiresAt)
      await enqueueNotice(
        deps,
        tx,
        organizationId,
        { ...content, asking: 'reminder' },
        { request },
        remindAt,
      );
  }
}

/**
 * The prompt says that it waits, and can be cancelled, until the request is decided. It is replaced by the
 * click's own response URL, which is Slack's handle on that very message and as fresh as can be (S4).
 */
async function enqueuePromptClosing(
  deps: ServiceDeps,
  tx: Transaction,
  request: IssueRequest,
  responseUrl: Secret,
): Promise<void> {
  const { organizationId, id: requestId, expiresAt } = request;
  const context = { purpose: 'prompt-url', id: requestId } as const;
  const sealedResponseUrl = seal(responseUrl, context, deps.random.bytes(SEAL_NONCE_BYTES), deps.keys);
  const content = { kind: 'close_prompt', requestId, sealedResponseUrl } as const;
  await enqueueNotice(deps, tx, organizationId, content, { request }, expiresAt + CLOSING_DELAY_MS);
}
