import type { OrganizationId, ProviderId, RequestId, UserId } from '../ids.ts';
import type { Approval } from './approval.ts';
import type { BreakGlass } from './break-glass.ts';
import type { Lane } from './lane.ts';
import type { RequestTerms } from './request-terms.ts';
import { countVerified, type Verification } from './verification.ts';

export const requestStates = [
  'pending',
  'approved',
  'fulfilled',
  'cancelled',
  'rejected',
  'expired',
] as const;
export type RequestState = (typeof requestStates)[number];

/** States from which each state may be reached. */
export const requestTransitions = {
  approved: ['pending'],
  fulfilled: ['pending', 'approved'],
  cancelled: ['pending', 'approved'],
  rejected: ['pending'],
  expired: ['pending', 'approved'],
} as const satisfies Partial<Record<RequestState, readonly RequestState[]>>;

export const cancelReasons = [
  'withdrawn',
  'disowned',
  'not_allowed',
  'frozen',
  'caller_refused',
  'rehearsed',
] as const;
/**
 * Why a request was cancelled: by the requester; by the target's "This wasn't me"; because what was allowed when it was made
 * is no longer allowed; because issuing was frozen, by an owner for all or after "This wasn't me" for the requester.
 * `caller_refused`: the manager of the person, or the person on their device, said that it isn't them. `rehearsed`: it was a rehearsal of break-glass, and came to its end.
 */
export type CancelReason = (typeof cancelReasons)[number];

/** Where in Slack a request was made. */
export interface RequestOrigin {
  readonly teamId: string;
  /** The id under which its people are linked: the enterprise's, else the team's. */
  readonly slackTenantId: string;
  readonly channelId: string;
  /** The requester's Slack user id. */
  readonly requesterSlackId: string;
  /** `null`: the target has no Slack account. */
  readonly targetSlackId: string | null;
}

/** A pending, expiring intent to issue a code. Times are milliseconds since the epoch, UTC. */
export interface IssueRequest {
  readonly id: RequestId;
  readonly organizationId: OrganizationId;
  readonly requesterId: UserId;
  readonly targetId: UserId;
  readonly reason: string;
  readonly state: RequestState;
  /** By which right it was made. */
  readonly lane: Lane;
  /** How long the code is to live; `null`: as long as the policy says. */
  readonly lifetimeMinutes: number | null;
  /** From when on the code is to work; `null`: from the reveal on. */
  readonly startsAt: number | null;
  /** Who makes the code, fixed when the request is opened; `null`: Backupcode itself. */
  readonly providerId: ProviderId | null;
  /** What it needs before it becomes a code. */
  readonly terms: RequestTerms;
  /** The number of the ticket that it belongs to; `null` if none was given. */
  readonly ticket: string | null;
  /** How the caller was verified, in the order in which it was recorded. */
  readonly verifications: readonly Verification[];
  /** When the requester asked others for approval; `null` before. */
  readonly approvalAskedAt: number | null;
  /** Who approved or rejected it, in the order in which they did. */
  readonly approvals: readonly Approval[];
  /** `null`: no one broke the glass. */
  readonly breakGlass: BreakGlass | null;
  readonly origin: RequestOrigin;
  /** The command's response URL, sealed; a bearer secret for 30 minutes. Empty if there is none, as after a form. */
  readonly sealedResponseUrl: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly settledAt: number | null;
  readonly cancelReason: CancelReason | null;
}

export function needsApproval({ terms }: Pick<IssueRequest, 'terms'>): boolean {
  return terms.approvalsRequired > 0;
}

export function needsVerification(request: Pick<IssueRequest, 'terms' | 'verifications'>): boolean {
  return countVerified(request) < request.terms.verificationsRequired;
}

/** Who decided last: the one who rejected it, or whose approval completed it. */
export function lastDecision({ approvals }: Pick<IssueRequest, 'approvals'>): Approval | null {
  return approvals.at(-1) ?? null;
}

export function isOpenRequest(request: Pick<IssueRequest, 'state'>): boolean {
  return request.state === 'pending' || request.state === 'approved';
}

/**
 * When a request counts towards the limits: when it had its code or, without one, when it was made, if it may still
 * have one or others were asked to approve it. `null`: never, as the prompt came to nothing.
 */
export function countedAt({
  state,
  settledAt,
  createdAt,
  approvalAskedAt,
}: Pick<IssueRequest, 'state' | 'settledAt' | 'createdAt' | 'approvalAskedAt'>): number | null {
  if (state === 'fulfilled') return settledAt ?? createdAt;
  return isOpenRequest({ state }) || approvalAskedAt !== null ? createdAt : null;
}

/** The state at `now`: an open request past its time counts as expired even before the sweep marks it. */
export function requestStateAt(
  request: Pick<IssueRequest, 'state' | 'expiresAt'>,
  now: number,
): RequestState {
  return isOpenRequest(request) && now >= request.expiresAt ? 'expired' : request.state;
}

/** How long a request waits while a hold lasts. */
export const HELD_LIFETIME_MS = 24 * 3_600_000;

/** Upper bound on a request's life: by policy it waits at most 25 minutes, and a day for approval; and a day in a hold. */
export const REQUEST_LIFETIME_MS_MAX = 4 * 24 * 3_600_000;

/** Slack keeps a response URL for 30 minutes: a request that may live longer is answered by direct message. */
export function outlivesPrompt({
  approvalAskedAt,
  createdAt,
  expiresAt,
}: Pick<IssueRequest, 'approvalAskedAt' | 'createdAt' | 'expiresAt'>): boolean {
  return approvalAskedAt !== null || expiresAt - createdAt > 30 * 60_000;
}
