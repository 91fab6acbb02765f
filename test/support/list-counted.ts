import type { OrganizationId, UserId } from '../../src/domain/ids.ts';
import type { IssueRequest } from '../../src/domain/requests/issue-request.ts';
import type { RequestReader } from '../../src/ports/requests.ts';

const NEVER = Number.MAX_SAFE_INTEGER;

/** The requests by this person that count towards the limit of an hour, whoever they are for. */
export function listCountedBy(
  requests: RequestReader,
  organizationId: OrganizationId,
  requesterId: UserId,
  since = 0,
): Promise<IssueRequest[]> {
  const of = { requesterId, byRequesterSince: since, targetId: requesterId, forTargetSince: NEVER };
  return requests.listCounted(organizationId, of);
}

/** The requests for this person that count towards the limit of a day, whoever made them. */
export function listCountedFor(
  requests: RequestReader,
  organizationId: OrganizationId,
  targetId: UserId,
  since = 0,
): Promise<IssueRequest[]> {
  const of = { requesterId: targetId, byRequesterSince: NEVER, targetId, forTargetSince: since };
  return requests.listCounted(organizationId, of);
}
