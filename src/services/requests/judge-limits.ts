import type { OrganizationId } from '../../domain/ids.ts';
import type { EligibilityFacts } from '../../domain/requests/eligibility.ts';
import type { IssueRequest } from '../../domain/requests/issue-request.ts';
import { type Refusal, refuse } from '../../domain/requests/refusals.ts';
import type { CountedOf } from '../../ports/requests.ts';
import type { Transaction } from '../../ports/store.ts';
import type { ServiceDeps } from '../deps.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * Whether one more code would exceed a limit of the policy, and until when.
 * @param own the request that is about to be fulfilled, which is counted already; `null` if none is open yet
 */
export async function judgeLimits(
  { clock }: Pick<ServiceDeps, 'clock'>,
  tx: Transaction,
  { requester, target, policy }: Pick<EligibilityFacts, 'requester' | 'target' | 'policy'>,
  own: IssueRequest | null = null,
): Promise<Refusal[]> {
  const now = clock.now();
  const { organizationId } = requester;
  const { requestsPerRequesterPerHour: perHour, requestsPerTargetPerDay: perDay } = policy;
  const byRequester = await tx.requests.countByRequester(organizationId, requester.id, now - HOUR_MS);
  const byTarget = await tx.requests.countByTarget(organizationId, target.id, now - DAY_MS);
  const others = (all: number, since: number): number =>
    own !== null && own.createdAt >= since ? all - 1 : all;
  const refusals: Refusal[] = [];
  if (others(byRequester, now - HOUR_MS) >= perHour) {
    const until = await findEnd(
      tx,
      organizationId,
      { requesterId: requester.id },
      perHour,
      now,
      HOUR_MS,
      own,
    );
    refusals.push(refuse('requester_rate_limited', { limit: perHour, until }));
  }
  if (others(byTarget, now - DAY_MS) >= perDay) {
    const until = await findEnd(tx, organizationId, { targetId: target.id }, perDay, now, DAY_MS, own);
    refusals.push(refuse('target_rate_limited', { name: target.displayName, limit: perDay, until }));
  }
  return refusals;
}

/** When the oldest of the `limit` newest other requests leaves the window, and one more is allowed. */
async function findEnd(
  tx: Transaction,
  organizationId: OrganizationId,
  of: CountedOf,
  limit: number,
  now: number,
  windowMs: number,
  own: IssueRequest | null,
): Promise<number> {
  const newestFirst = await tx.requests.listCountedTimes(organizationId, of, now - windowMs);
  const ownIndex = own === null ? -1 : newestFirst.indexOf(own.createdAt);
  const others = newestFirst.filter((_, index) => index !== ownIndex);
  return (others[limit - 1] ?? now) + windowMs;
}
