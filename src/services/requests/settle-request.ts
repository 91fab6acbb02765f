import {
  type IssueRequest,
  type RequestState,
  requestTransitions,
} from '../../domain/requests/issue-request.ts';
import type { RequestChange } from '../../ports/requests.ts';
import type { Transaction } from '../../ports/store.ts';
import type { ServiceDeps } from '../deps.ts';

/**
 * Ends a request, or approves it. Its buttons disappear from every message that waits for that (U4).
 * @param request as it was read in this transaction
 * @returns `null` if it had already ended or been decided
 */
export async function settleRequest(
  { clock }: Pick<ServiceDeps, 'clock'>,
  tx: Pick<Transaction, 'requests' | 'notices'>,
  request: Pick<IssueRequest, 'organizationId' | 'id' | 'state'>,
  to: keyof typeof requestTransitions,
  change: Pick<
    RequestChange,
    'approvals' | 'verifications' | 'cancelReason' | 'breakGlass' | 'expiresAt'
  > = {},
): Promise<IssueRequest | null> {
  const { organizationId, id, state } = request;
  const from: readonly RequestState[] = requestTransitions[to];
  if (!from.includes(state)) return null;
  const now = clock.now();
  const settled = await tx.requests.transition(organizationId, id, [state], to, {
    ...change,
    ...(to === 'approved' ? {} : { settledAt: now }),
  });
  if (settled !== null) await tx.notices.hasten(organizationId, id, now);
  return settled;
}
