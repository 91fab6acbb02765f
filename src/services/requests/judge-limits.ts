import type { Organization } from '../../domain/organization/organization.ts';
import type { EligibilityFacts } from '../../domain/requests/eligibility.ts';
import { countedAt, type IssueRequest } from '../../domain/requests/issue-request.ts';
import { requestsPerHourOf } from '../../domain/requests/lane.ts';
import { type Refusal, refuse } from '../../domain/requests/refusals.ts';
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
  { requester, target, policy, lane }: Pick<EligibilityFacts, 'requester' | 'target' | 'policy' | 'lane'>,
  own: IssueRequest | null = null,
): Promise<Refusal[]> {
  const now = clock.now();
  const { organizationId, id: requesterId } = requester;
  const perHour = requestsPerHourOf(lane ?? 'issuer', policy);
  const { requestsPerTargetPerDay: perDay } = policy;
  const counted = await tx.requests.listCounted(organizationId, {
    requesterId,
    byRequesterSince: now - HOUR_MS,
    targetId: target.id,
    forTargetSince: now - DAY_MS,
  });
  const others = counted.filter(({ id }) => id !== own?.id);
  const byRequester = others.filter((request) => request.requesterId === requesterId);
  const forTarget = others.filter((request) => request.targetId === target.id);
  const requesterUntil = findEnd(byRequester, perHour, now, HOUR_MS);
  const targetUntil = findEnd(forTarget, perDay, now, DAY_MS);
  const refusals: Refusal[] = [];
  if (requesterUntil !== null)
    refusals.push(refuse('requester_rate_limited', { limit: perHour, until: requesterUntil }));
  if (targetUntil !== null)
    refusals.push(
      refuse('target_rate_limited', { name: target.displayName, limit: perDay, until: targetUntil }),
    );
  // A request that is about to be fulfilled was within this limit when it was opened.
  const organizationUntil = own === null ? await findOrganizationEnd(tx, requester, policy, now) : null;
  if (organizationUntil !== null)
    refusals.push(
      refuse('organization_rate_limited', {
        limit: policy.requestsPerOrganizationPerHour,
        until: organizationUntil,
      }),
    );
  return refusals;
}

/** The same for all requesters together. */
async function findOrganizationEnd(
  tx: Pick<Transaction, 'requests'>,
  { organizationId }: EligibilityFacts['requester'],
  { requestsPerOrganizationPerHour: limit }: EligibilityFacts['policy'],
  now: number,
): Promise<number | null> {
  const oldest = await tx.requests.findNthNewestAt(organizationId, limit, now - HOUR_MS);
  return oldest === null ? null : oldest + HOUR_MS;
}

/**
 * Whether one more request is a burst: more than `policy.requestBurst` within the window. Those before the end of the last freeze or hold
 * don't count: two people have looked at them.
 */
export async function isBurst(
  { clock }: Pick<ServiceDeps, 'clock'>,
  tx: Pick<Transaction, 'requests' | 'freezes'>,
  { id: organizationId, policy }: Pick<Organization, 'id' | 'policy'>,
): Promise<boolean> {
  const endedAt = (await tx.freezes.find(organizationId, organizationId))?.endedAt ?? null;
  const windowStart = clock.now() - policy.requestBurstMinutes * 60_000;
  const since = endedAt === null ? windowStart : Math.max(windowStart, endedAt + 1);
  return (await tx.requests.findNthNewestAt(organizationId, policy.requestBurst, since)) !== null;
}

/**
 * When the oldest of the `limit` newest requests leaves the window, and one more is allowed.
 * @returns `null` if the limit is not reached
 */
function findEnd(
  requests: readonly IssueRequest[],
  limit: number,
  now: number,
  windowMs: number,
): number | null {
  const times = requests.map((request) => countedAt(request) ?? 0).filter((at) => at >= now - windowMs);
  if (times.length < limit) return null;
  const newestFirst = times.sort((one, other) => other - one);
  return (newestFirst[limit - 1] ?? now) + windowMs;
}
