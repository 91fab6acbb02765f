import { createHash } from 'node:crypto';
import type { DirectoryUser } from '../directory/directory-user.ts';
import type { ApproverRule } from './approval.ts';
import { type ApprovedAct, countDistinct, digestAct, listGiven } from './approved-act.ts';
import type { BreakGlass } from './break-glass.ts';
import type { IssueRequest } from './issue-request.ts';
import { type Refusal, refuse } from './refusals.ts';
import type { Review } from './review.ts';

type Covered = ApprovedAct & Pick<IssueRequest, 'terms'>;

/** The act that an approval covers, and what it needed: where more is asked for, an older break-glass is void. Base64url. */
export function digestGlass(request: Covered): string {
  const { approvalsRequired, verificationsRequired, approvers, fallbackApprovers } = request.terms;
  const needed = [approvalsRequired, verificationsRequired, spell(approvers), spell(fallbackApprovers)];
  const parts = [digestAct(request), ...needed];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}

function spell(rule: ApproverRule | null): unknown {
  return rule && [rule.roles, rule.groups, rule.manager];
}

/** The break-glass in place of approvals that this request lacks; `null` if it has none that covers it, or needs none. */
export function findGlass(request: IssueRequest): BreakGlass | null {
  const { breakGlass, terms } = request;
  if (breakGlass === null || breakGlass.actDigest !== digestGlass(request)) return null;
  return countDistinct(listGiven(request)) < terms.approvalsRequired ? breakGlass : null;
}

/** Whether the request may do without its approvals now. @param requester as they are now: a former owner's break-glass is void */
export function isGlassBroken(request: IssueRequest, requester: Pick<DirectoryUser, 'id' | 'role'>): boolean {
  return requester.role === 'owner' && findGlass(request)?.by === requester.id;
}

/** A request that was rehearsed stays a rehearsal, whatever becomes of it: those who were notified know that no code comes of it. */
export function isRehearsal({ breakGlass }: Pick<IssueRequest, 'breakGlass'>): boolean {
  return breakGlass?.isRehearsal === true;
}

export interface BreakGlassFacts {
  readonly requester: DirectoryUser;
  readonly request: IssueRequest;
  readonly isRehearsal: boolean;
  /** Of the organization, those that are open. */
  readonly reviews: readonly Review[];
}

/** Why this requester may not break the glass on their own request; what every code needs is judged by eligibility. */
export function judgeBreakGlass({
  requester,
  request,
  isRehearsal: isOnlyRehearsed,
  reviews,
}: BreakGlassFacts): Refusal[] {
  if (requester.role !== 'owner') return [refuse('glass_owners_only')];
  if (request.terms.approvalsRequired === 0) return [refuse('approval_not_needed')];
  if (isRehearsal(request) && !isOnlyRehearsed) return [refuse('glass_rehearsed')];
  // One of this very request doesn't count: what made it void needs it again.
  const isOpen = reviews.some(
    (review) =>
      review.requesterId === requester.id &&
      review.isRehearsal === isOnlyRehearsed &&
      review.requestId !== request.id,
  );
  return isOpen ? [refuse('glass_review_open')] : [];
}
