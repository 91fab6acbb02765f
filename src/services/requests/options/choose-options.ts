import { lifetimeOf } from '../../../domain/codes/code-term.ts';
import { unseal } from '../../../domain/crypto/seal.ts';
import type { Secret } from '../../../domain/crypto/secret.ts';
import type { IssueRequest } from '../../../domain/requests/issue-request.ts';
import type { Transaction } from '../../../ports/store.ts';
import { sourceOf } from '../../audit/audit-slack-refusal.ts';
import { draftAudit, type ServiceDeps } from '../../deps.ts';
import { type ClickRefused, type RequestClick, refused } from '../open-click.ts';
import { openOwnEligible } from '../open-own-eligible.ts';
import { type PromptFacts, readPromptFacts } from '../read-prompt-facts.ts';
import { judgeTerm } from './judge-term.ts';

export interface ChooseOptionsInput extends RequestClick {
  readonly lifetimeMinutes: number;
  /** `null`: from the reveal on. */
  readonly startsAt: number | null;
}

export type ChooseOptionsResult =
  | ({
      readonly kind: 'chosen';
      /** Where the prompt can be replaced; `null` if that can no longer be read. */
      readonly promptUrl: Secret | null;
      /** Whether others had been asked for approval, which no longer counts. */
      readonly hasVoided: boolean;
    } & PromptFacts)
  | ClickRefused
  | { readonly kind: 'duplicate' };

/**
 * The requester says how long the code is to work, and from when on. Approvers agree to what they see, so with a change falls every approval.
 * It gives the request no more time: a form that is saved again and again must not keep it open.
 */
export function createChooseOptions(deps: ServiceDeps) {
  return async function chooseOptions(input: ChooseOptionsInput): Promise<ChooseOptionsResult> {
    return deps.store.transact(input.organization.id, async (tx) => {
      const opened = await openOwnEligible(deps, tx, input);
      if (opened.kind !== 'opened') return opened;
      const { request, target, facts } = opened;
      const { policy } = facts;
      const refusals = judgeTerm({ ...input, lane: request.lane }, policy, deps.clock.now());
      if (refusals.length > 0) return refused(deps, tx, input, refusals, request);
      const isChanged =
        input.startsAt !== request.startsAt || input.lifetimeMinutes !== lifetimeOf(request, policy);
      const chosen = isChanged ? await record(deps, tx, input, request) : request;
      const context = { purpose: 'prompt-url', id: request.id } as const;
      return {
        kind: 'chosen',
        promptUrl: unseal(request.sealedResponseUrl, context, deps.keys),
        hasVoided: isChanged && request.approvalAskedAt !== null,
        ...(await readPromptFacts(deps, tx, { request: chosen, target, policy })),
      };
    });
  };
}

async function record(
  deps: ServiceDeps,
  tx: Transaction,
  input: ChooseOptionsInput,
  request: IssueRequest,
): Promise<IssueRequest> {
  const { lifetimeMinutes, startsAt } = input;
  const { organizationId, id, state, requesterId, targetId, approvalAskedAt } = request;
  const chosen = await tx.requests.transition(organizationId, id, [state], 'pending', {
    lifetimeMinutes,
    startsAt,
    approvals: [],
    approvalAskedAt: null,
  });
  if (chosen === null) throw new Error('A request changed inside the transaction that had read it');
  // The buttons of approvers, who were asked about something else, go.
  if (approvalAskedAt !== null) await tx.notices.hasten(organizationId, id, deps.clock.now());
  await tx.audit.append(
    draftAudit(deps, {
      organizationId,
      action: 'request.options_changed',
      actor: { kind: 'user', id: requesterId },
      target: targetId,
      source: sourceOf(input),
      details: {
        requestId: id,
        lifetimeMinutes,
        startsAt: startsAt === null ? null : new Date(startsAt).toISOString(),
        ...(approvalAskedAt !== null && { voidsApprovals: true }),
      },
    }),
  );
  return chosen;
}
