import type { DirectoryUser } from '../domain/directory-user.ts';
import type { RequestId } from '../domain/ids.ts';
import { type IssueRequest, isOpenRequest } from '../domain/issue-request.ts';
import type { Organization } from '../domain/organization.ts';
import { type Refusal, refuse } from '../domain/refusals.ts';
import { type SlackPerson, type SlackWorkspace, slackTenantIdOf } from '../domain/slack-person.ts';
import type { Transaction } from '../ports/store.ts';
import { draftAudit, type ServiceDeps } from './deps.ts';
import { resolveIdentity } from './resolve-identity.ts';

const REPLAY_KEEP_MS = 15 * 60_000;

/** A click on a button of a request. What the button carried is only the request's id; everything else is read here. */
export interface RequestClick {
  readonly organization: Organization;
  readonly workspace: SlackWorkspace;
  readonly slackUserId: string;
  /** What Slack says of the clicker now; `null` if it knows nobody of that id. */
  readonly clicker: SlackPerson | null;
  /** `null` if the button carried something that is no request's id. */
  readonly requestId: RequestId | null;
  readonly channelId: string;
  /** Unique to this delivery (Slack's trigger id). */
  readonly deliveryKey: string;
}

export type ClickRefused = {
  readonly kind: 'refused';
  readonly refusals: readonly Refusal[];
  /** The request as it stands, for the record shown in place of the buttons; `null` if there is none to show. */
  readonly request: IssueRequest | null;
};

export type OpenedClick =
  | { readonly kind: 'opened'; readonly clicker: DirectoryUser; readonly request: IssueRequest }
  | ClickRefused
  | { readonly kind: 'duplicate' };

/**
 * The checks every click on a request shares: first delivery? who is it? is there such a request in this
 * organization, still open, in time? Authority beyond that is the use case's own (S9).
 */
export async function openClick(
  deps: ServiceDeps,
  tx: Transaction,
  click: RequestClick,
): Promise<OpenedClick> {
  const { organization, workspace, clicker } = click;
  const now = deps.clock.now();
  if (!(await isFirstDelivery(deps, tx, click))) return { kind: 'duplicate' };
  if (clicker === null) return refused(deps, tx, click, [refuse('requester_unknown_to_slack')], null);
  const source = sourceOfClick(click);
  const resolution = await resolveIdentity(deps, tx, {
    organization,
    workspace,
    person: clicker,
    side: 'requester',
    source,
  });
  if (resolution.kind === 'refused') return refused(deps, tx, click, resolution.refusals, null);
  const request = click.requestId === null ? null : await tx.requests.find(organization.id, click.requestId);
  if (request === null) return refused(deps, tx, click, [refuse('request_not_found')], null);
  if (request.state === 'expired') return refused(deps, tx, click, [refuse('request_expired')], request);
  if (!isOpenRequest(request)) return refused(deps, tx, click, [refuse('request_settled')], request);
  if (now >= request.expiresAt) return refused(deps, tx, click, [refuse('request_expired')], request);
  return { kind: 'opened', clicker: resolution.user, request };
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

/** Whether the click is by the very person, and Slack account, that made the request. */
export function isByRequester(click: RequestClick, clicker: DirectoryUser, request: IssueRequest): boolean {
  return clicker.id === request.requesterId && click.slackUserId === request.origin.requesterSlackId;
}

/** Audits and returns a refused click. */
export async function refused(
  deps: ServiceDeps,
  tx: Transaction,
  click: RequestClick,
  refusals: readonly Refusal[],
  request: IssueRequest | null,
): Promise<ClickRefused> {
  await tx.audit.append(
    draftAudit(deps, {
      organizationId: click.organization.id,
      action: 'request.refused',
      outcome: 'refused',
      actor: {
        kind: 'slack_account',
        id: `${slackTenantIdOf(click.workspace)}/${click.slackUserId}`,
      },
      target: request?.targetId ?? null,
      reason: refusals.map((refusal) => refusal.code).join(' '),
      source: sourceOfClick(click),
      details: { requestId: click.requestId },
    }),
  );
  return { kind: 'refused', refusals, request };
}

export function sourceOfClick(click: Pick<RequestClick, 'workspace' | 'channelId'>): string {
  return `slack:${click.workspace.teamId}/${click.channelId}`;
}
