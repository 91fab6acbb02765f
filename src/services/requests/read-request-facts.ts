import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import {
  type IssueRequest,
  lastDecision,
  type RequestState,
  requestStateAt,
} from '../../domain/requests/issue-request.ts';
import type { Readers, Transaction } from '../../ports/store.ts';

/** A request and the people in it, as they are now. */
export interface RequestFacts {
  readonly request: IssueRequest;
  /** As of now: see `requestStateAt`. */
  readonly state: RequestState;
  readonly requester: DirectoryUser;
  readonly target: DirectoryUser;
  /** Who approved or rejected it. */
  readonly approver: DirectoryUser | null;
  /** In whose place they did; `null`: their own. */
  readonly inPlaceOf: DirectoryUser | null;
}

/** @returns `null` if the requester or the target no longer exists */
export async function readRequestFacts(
  { directory }: Pick<Readers | Transaction, 'directory'>,
  request: IssueRequest,
  now: number,
): Promise<RequestFacts | null> {
  const { organizationId, requesterId, targetId } = request;
  const { approverId = null, onBehalfOf = null } = lastDecision(request) ?? {};
  const [requester, target, approver, inPlaceOf] = await Promise.all([
    directory.findUser(organizationId, requesterId),
    directory.findUser(organizationId, targetId),
    approverId === null ? null : directory.findUser(organizationId, approverId),
    onBehalfOf === null ? null : directory.findUser(organizationId, onBehalfOf),
  ]);
  return requester === null || target === null
    ? null
    : { request, state: requestStateAt(request, now), requester, target, approver, inPlaceOf };
}
