import type { IssueRequest } from '../../domain/requests/issue-request.ts';
import { judgeReadiness } from '../../domain/requests/readiness.ts';
import { type Refusal, refuse } from '../../domain/requests/refusals.ts';
import { tightenTerms } from '../../domain/requests/request-terms.ts';
import type { Transaction } from '../../ports/store.ts';
import { sourceOf } from '../audit/audit-slack-refusal.ts';
import { draftAudit, type ServiceDeps, systemActor } from '../deps.ts';
import { enqueueNotice } from '../notices/enqueue-notice.ts';
import { refused } from '../requests/open-click.ts';
import { type PromptFacts, readPromptFacts } from '../requests/read-prompt-facts.ts';
import type { GenerateInput, Stricter } from './check-again.ts';

/** What the prompt asked for is no longer enough: the request goes on, and needs what `refusals` say. */
export interface TermsRaised extends PromptFacts {
  readonly kind: 'raised';
  readonly refusals: readonly Refusal[];
}

/**
 * What was enough when the prompt was shown no longer is: the target's role, the policy or a risk signal says so. An approval of the
 * milder act doesn't cover this one.
 */
export async function raiseTerms(
  deps: ServiceDeps,
  tx: Transaction,
  input: GenerateInput,
  request: IssueRequest,
  { terms, target, policy }: Stricter,
): Promise<TermsRaised> {
  const { organizationId, id, state } = request;
  const raised = await tx.requests.transition(organizationId, id, [state], 'pending', {
    terms: tightenTerms(request.terms, terms),
    approvals: [],
    approvalAskedAt: null,
  });
  if (raised === null) throw new Error('A request changed inside the transaction that had read it');
  const { tier, signals } = raised.terms;
  await tx.audit.append(
    draftAudit(deps, {
      organizationId,
      action: 'request.tightened',
      actor: systemActor,
      target: target.id,
      source: sourceOf(input),
      details: { requestId: id, tier, tierBefore: request.terms.tier, signals: signals.join(' ') },
    }),
  );
  const name = target.displayName;
  const [next] = judgeReadiness(raised, policy, name);
  const code = next?.code === 'verification_needed' ? 'verification_needed_now' : 'approval_needed_now';
  // Nothing, where the caller was verified more than the milder terms asked for.
  const refusals = next === undefined ? [] : [refuse(code, { name })];
  if (refusals.length > 0) await refused(deps, tx, input, refusals, raised);
  const hasWords = policy.twoWayWords.includes(tier) && request.origin.targetSlackId !== null;
  if (hasWords && !policy.twoWayWords.includes(request.terms.tier))
    await enqueueNotice(
      deps,
      tx,
      organizationId,
      { kind: 'target_words', requestId: id },
      { request: raised },
    );
  return {
    kind: 'raised',
    refusals,
    ...(await readPromptFacts(deps, tx, { request: raised, target, policy })),
  };
}
