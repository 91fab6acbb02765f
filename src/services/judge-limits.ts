import type { DirectoryUser } from '../domain/directory-user.ts';
import type { IssueRequest } from '../domain/issue-request.ts';
import type { Policy } from '../domain/policy.ts';
import { type Refusal, refuse } from '../domain/refusals.ts';
import type { CountedOf } from '../ports/requests.ts';
import type { Transaction } from '../ports/store.ts';
import type { ServiceDeps } from './deps.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What counts against the limits of an organization's policy. */
export interface RecentRequests {
  readonly requester: DirectoryUser;
  readonly target: DirectoryUser;
  readonly now: number;
  /** Within the last hour. */
  readonly byRequester: number;
  /** Within the last day. */
  readonly byTarget: number;
}

/** Can be asked side by side with whatever else is to be read. */
export async function countRecentRequests(
  { clock }: Pick<ServiceDeps, 'clock'>,
  tx: Transaction,
  requester: DirectoryUser,
  target: DirectoryUser,
): Promise<RecentRequests> {
  // To the second: those who ask at the same time ask alike, which a store can answer together.
  const now = Math.floor(clock.now() / 1000) * 1000;
  const [byRequester, byTarget] = await Promise.all([
    tx.requests.countByRequester(requester.organizationId, requester.id, now - HOUR_MS),
    tx.requests.countByTarget(target.organizationId, target.id, now - DAY_MS),
  ]);
  return { requester, target, now, byRequester, byTarget };
}

/**
 * Whether one more code is too many, and until when.
 * @param own the request that is about to have its code, which is counted already; `null` if it is still to be opened
 */
export async function judgeLimits(
  tx: Transaction,
  { requester, target, now, byRequester, byTarget }: RecentRequests,
  { requestsPerRequesterPerHour: perHour, requestsPerTargetPerDay: perDay }: Policy,
  own: IssueRequest | null = null,
): Promise<Refusal[]> {
  const others = (all: number, since: number): number =>
    own !== null && own.createdAt >= since ? all - 1 : all;
  const refusals: Refusal[] = [];
  if (others(byRequester, now - HOUR_MS) >= perHour) {
    const until = await findEnd(tx, requester, { requesterId: requester.id }, perHour, now, HOUR_MS);
    refusals.push({
      ...refuse('requester_rate_limited'),
      what: `Limit reached: ${countOf(perHour)} an hour.`,
      until,
    });
  }
  if (others(byTarget, now - DAY_MS) >= perDay) {
    const until = await findEnd(tx, target, { targetId: target.id }, perDay, now, DAY_MS);
    refusals.push({
      ...refuse('target_rate_limited'),
      what: `Limit reached: ${countOf(perDay)} a day for one person.`,
      until,
    });
  }
  return refusals;
}

/** When the last of so many that fill the limit has left the window. */
async function findEnd(
  tx: Transaction,
  { organizationId }: DirectoryUser,
  of: CountedOf,
  limit: number,
  now: number,
  windowMs: number,
): Promise<number> {
  const newestFirst = await tx.requests.listCountedTimes(organizationId, of, now - windowMs);
  return (newestFirst[limit - 1] ?? now) + windowMs;
}

function countOf(codes: number): string {
  return codes === 1 ? '1 code' : `${codes} codes`;
}
