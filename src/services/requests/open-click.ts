import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import { isIssuingRole } from '../../domain/directory/roles.ts';
import { type SlackPerson, slackTenantIdOf } from '../../domain/directory/slack-person.ts';
import type { RequestId, UserId } from '../../domain/ids.ts';
import type { Organization } from '../../domain/organization/organization.ts';
import { type IssueRequest, isOpenRequest, requestStateAt } from '../../domain/requests/issue-request.ts';
import { type Refusal, refuse } from '../../domain/requests/refusals.ts';
import type { Transaction } from '../../ports/store.ts';
import { auditSlackRefusal, type SlackPlace } from '../audit/audit-slack-refusal.ts';
import type { ServiceDeps } from '../deps.ts';
import { findLink } from '../directory/find-link.ts';
import { resolveIdentity } from '../directory/resolve-identity.ts';
import { type RequestFacts, readRequestFacts } from './read-request-facts.ts';

const REPLAY_KEEP_MS = 15 * 60_000;

/** A click on a button of a request. The button carries only the request's id; everything else is read here. */
export interface RequestClick extends SlackPlace {
  readonly organization: Organization;
  readonly slackUserId: string;
  /** What Slack says of the clicker now; `null` if it knows no account of that id. */
  readonly clicker: SlackPerson | null;
  /** `null` if the button carried anything but a request's id. */
  readonly requestId: RequestId | null;
  /** Unique to this delivery (Slack's trigger id). */
  readonly deliveryKey: string;
}

export type ClickRefused = {
  readonly kind: 'refused';
  readonly refusals: readonly Refusal[];
  /** The request as it is now, for the record that replaces the buttons; `null` if there is none to show. */
  readonly request: IssueRequest | null;
  /**
   * The click came too late: the request's outcome, and who decided it (U4). `null` for another reason, or if
   * it is none of the clicker's business.
   */
  readonly late: (RequestFacts & { readonly clickerId: UserId }) | null;
};

export interface OpenRequestClick {
  readonly kind: 'opened';
  readonly clicker: DirectoryUser;
  readonly request: IssueRequest;
}

export type OpenedClick = OpenRequestClick | ClickRefused | { readonly kind: 'duplicate' };

/**
 * The checks that every click on a request shares. Is it the first delivery? Who is it? Is there such a request
 * in this organization, open and in time? Authority beyond that is for the use case to decide (S9).
 */
export async function openClick(
  deps: ServiceDeps,
  tx: Transaction,
  click: RequestClick,
): Promise<OpenedClick> {
  const { clicker } = click;
  if (!(await isFirstDelivery(deps, tx, click))) return { kind: 'duplicate' };
  if (clicker === null) return refused(deps, tx, click, [refuse('requester_unknown_to_slack')], null);
  const resolution = await resolveIdentity(deps, tx, click, { person: clicker, side: 'requester' });
  if (resolution.kind === 'refused') return refused(deps, tx, click, resolution.refusals, null);
  return openRequestAs(deps, tx, click, resolution.user);
}

async function openRequestAs(
  deps: ServiceDeps,
  tx: Transaction,
  click: RequestClick,
  clicker: DirectoryUser,
): Promise<OpenRequestClick | ClickRefused> {
  const { organization, requestId } = click;
  const request = requestId === null ? null : await tx.requests.find(organization.id, requestId);
  if (request === null) return refused(deps, tx, click, [refuse('request_not_found')], null);
  const state = requestStateAt(request, deps.clock.now());
  if (!isOpenRequest({ state })) return refusedLate(deps, tx, click, clicker, request);
  return { kind: 'opened', clicker, request };
}

/** Whether this click is new: Slack may deliver it again, to this instance or another (S11). */
export async function isFirstDelivery(
  { clock }: Pick<ServiceDeps, 'clock'>,
  tx: Transaction,
  click: Pick<RequestClick, 'workspace' | 'deliveryKey'>,
): Promise<boolean> {
  const now = clock.now();
  const key = `click:${slackTenantIdOf(click.workspace)}:${click.deliveryKey}`;
  return tx.deliveries.remember(key, now + REPLAY_KEEP_MS, now);
}

/** The same for what only the person who made the request may do, with the same Slack account. */
export async function openOwnClick(
  deps: ServiceDeps,
  tx: Transaction,
  click: RequestClick,
): Promise<OpenedClick> {
  const opened = await openClick(deps, tx, click);
  return opened.kind === 'opened' ? judgeOwn(deps, tx, click, opened) : opened;
}

/**
 * The same by the stored link, without asking Slack: to show someone a form for their own request in time (S3). It grants nothing: what
 * they submit is judged as above.
 */
export async function openOwnByLink(
  deps: ServiceDeps,
  tx: Transaction,
  click: RequestClick,
): Promise<OpenedClick> {
  const opened = await openByLink(deps, tx, click);
  return opened.kind === 'opened' ? judgeOwn(deps, tx, click, opened) : opened;
}

/** The same for anyone who clicked: what they may do is for the use case to decide. */
export async function openByLink(
  deps: ServiceDeps,
  tx: Transaction,
  click: RequestClick,
): Promise<OpenedClick> {
  if (!(await isFirstDelivery(deps, tx, click))) return { kind: 'duplicate' };
  const user = (await findLink(tx, click, click.slackUserId))?.user ?? null;
  if (user === null) return refused(deps, tx, click, [refuse('requester_not_in_directory')], null);
  return openRequestAs(deps, tx, click, user);
}

async function judgeOwn(
  deps: ServiceDeps,
  tx: Transaction,
  click: RequestClick,
  opened: OpenRequestClick,
): Promise<OpenRequestClick | ClickRefused> {
  const { clicker, request } = opened;
  const isOwn = clicker.id === request.requesterId && click.slackUserId === request.origin.requesterSlackId;
  return isOwn ? opened : refused(deps, tx, click, [refuse('request_not_yours')], null);
}

/** Audits and returns a refused click. */
export async function refused(
  deps: ServiceDeps,
  tx: Transaction,
  click: RequestClick,
  refusals: readonly Refusal[],
  request: IssueRequest | null,
): Promise<ClickRefused> {
  await auditSlackRefusal(deps, tx, {
    ...click,
    action: 'request.refused',
    target: request?.targetId ?? null,
    refusals,
    details: { requestId: click.requestId },
  });
  return { kind: 'refused', refusals, request, late: null };
}

/**
 * The same for a request that was decided or had ended before the click: with its outcome, for those who may
 * ask for codes.
 */
export async function refusedLate(
  deps: ServiceDeps,
  tx: Transaction,
  click: RequestClick,
  clicker: DirectoryUser,
  request: IssueRequest,
): Promise<ClickRefused> {
  const now = deps.clock.now();
  const isExpired = requestStateAt(request, now) === 'expired';
  const refusals = [refuse(isExpired ? 'request_expired' : 'request_settled')];
  const result = await refused(deps, tx, click, refusals, request);
  const isTheirs = clicker.id === request.requesterId || isIssuingRole(clicker.role);
  const facts = isTheirs ? await readRequestFacts(tx, request, now) : null;
  return { ...result, late: facts === null ? null : { ...facts, clickerId: clicker.id } };
}
