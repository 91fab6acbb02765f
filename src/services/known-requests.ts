import type { OrganizationId, RequestId } from '../domain/ids.ts';
import type { IssueRequest } from '../domain/issue-request.ts';

/** Some hundred bytes each. */
const KNOWN_MAX = 1000;

/** What a request says for ever: whom it is about. */
export interface RequestSubject extends Pick<IssueRequest, 'organizationId' | 'targetId'> {
  readonly targetSlackId: string;
}

/** The requests that this process opened last. Of what may change of them nothing is known. */
export interface KnownRequests {
  note(request: IssueRequest): void;
  /** @returns `null` if it is not known, or is another organization's */
  recall(organizationId: OrganizationId, id: RequestId): RequestSubject | null;
}

export function createKnownRequests(): KnownRequests {
  const known = new Map<RequestId, RequestSubject>();
  return {
    note(request) {
      known.set(request.id, subjectOf(request));
      const [oldest] = known.keys();
      if (known.size > KNOWN_MAX && oldest !== undefined) known.delete(oldest);
    },
    recall(organizationId, id) {
      const subject = known.get(id);
      return subject?.organizationId === organizationId ? subject : null;
    },
  };
}

export function subjectOf({ organizationId, targetId, origin }: IssueRequest): RequestSubject {
  return { organizationId, targetId, targetSlackId: origin.targetSlackId };
}
