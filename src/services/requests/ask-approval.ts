import { SEAL_NONCE_BYTES, seal } from '../../domain/crypto/seal.ts';
import type { Secret } from '../../domain/crypto/secret.ts';
import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import { decideEligibility } from '../../domain/requests/eligibility.ts';
import { type IssueRequest, needsApproval } from '../../domain/requests/issue-request.ts';
import { refuse } from '../../domain/requests/refusals.ts';
import type { Transaction } from '../../ports/store.ts';
import { sourceOf } from '../audit/audit-slack-refusal.ts';
import { draftAudit, type ServiceDeps } from '../deps.ts';
import { CLOSING_DELAY_MS } from '../notices/close-message.ts';
import { enqueueNotice } from '../notices/enqueue-notice.ts';
import { findApprovers } from './find-approvers.ts';
import { type ClickRefused, openOwnClick, type RequestClick, refused, refusedLate } from './open-click.ts';
import { readEligibilityFacts } from './read-eligibility.ts';

export type AskApprovalResult =
  | {
      readonly kind: 'asked';
      readonly request: IssueRequest;
      readonly target: DirectoryUser;
      readonly approvers: readonly DirectoryUser[];
    }
  /** They asked before: nothing was changed. */
  | { readonly kind: 'asked_before'; readonly request: IssueRequest; readonly target: DirectoryUser }
  | { readonly kind: 'no_approver'; readonly request: IssueRequest }
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
      if (request.approvalAskedAt !== null) return { kind: 'asked_before', request, target };
      const facts = await readEligibilityFacts(tx, click.organization, clicker, target);
      const eligibility = decideEligibility(facts);
      if (eligibility.kind === 'refused') return refused(deps, tx, click, eligibility.refusals, request);
      const approvers = await findApprovers(tx, facts, [request.terms.approvers]);
      if (approvers.length < request.terms.approvalsRequired) {
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
        return { kind: 'no_approver', request };
      }
      const now = deps.clock.now();
      const asked = await tx.requests.transition(organizationId, request.id, ['pending'], 'pending', {
        approvalAskedAt: now,
        expiresAt: now + facts.policy.approvalLifetimeMinutes * 60_000,
      });
      if (asked === null) return refusedLate(deps, tx, click, clicker, request);
      for (const approver of approvers) {
        const content = { kind: 'approver_request', requestId: request.id, approverId: approver.id } as const;
        await enqueueNotice(deps, tx, organizationId, content, { request: asked });
      }
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
      return { kind: 'asked', request: asked, target, approvers };
    });
  };
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
