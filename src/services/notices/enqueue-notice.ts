import type { BackupCode } from '../../domain/codes/backup-code.ts';
import type { NoticeId, OrganizationId, UserId } from '../../domain/ids.ts';
import { isMailed } from '../../domain/notices/mailed.ts';
import type { Notice, NoticeChannel, NoticeContent } from '../../domain/notices/notice.ts';
import type { Organization } from '../../domain/organization/organization.ts';
import type { HelpRequest } from '../../domain/requests/help-request.ts';
import { type IssueRequest, outlivesPrompt } from '../../domain/requests/issue-request.ts';
import type { Transaction } from '../../ports/store.ts';
import type { ServiceDeps } from '../deps.ts';

type Deps = Pick<ServiceDeps, 'clock' | 'random'>;
export type NoticeTransaction = Pick<
  Transaction,
  'notices' | 'organizations' | 'identities' | 'codes' | 'requests' | 'helpRequests' | 'directory'
>;

/** What the caller has already read in this transaction of the code or request that the notice is about; the rest is read here. */
export interface NoticeSubject {
  readonly code?: BackupCode;
  readonly request?: IssueRequest | null;
  /** By this channel alone, instead of every one that the policy names. */
  readonly only?: NoticeChannel;
}

/**
 * Puts a notice into the outbox, within the transaction of the change that it reports, and a second one for email if the
 * policy says so. Which workspace's token sends it is decided here: the process that finds it later must not guess (S13).
 * @param dueAt now, if not given
 */
export async function enqueueNotice(
  deps: Deps,
  tx: NoticeTransaction,
  organizationId: OrganizationId,
  content: NoticeContent,
  known: NoticeSubject = {},
  dueAt: number = deps.clock.now(),
): Promise<void> {
  const common = { organizationId, content, dueAt, attempts: 0, createdAt: deps.clock.now() };
  const id = deps.random.id('notice');
  const route = isForChannel(content)
    ? await routeToChannel(tx, id, organizationId)
    : await findRoute(tx, id, organizationId, content, known);
  if (route === null) return;
  const { userId, ...slackRoute } = route;
  if (known.only !== 'email') await tx.notices.enqueue({ id, ...common, channel: 'slack', ...slackRoute });
  if (known.only === 'slack' || userId === null || !isMailed(content)) return;
  const { policy } = await getOrganization(tx, organizationId);
  if (!policy.mail) return;
  const mail = { channel: 'email', slackTenantId: null, destination: `mail:${userId}` } as const;
  await tx.notices.enqueue({ id: deps.random.id('notice'), ...common, ...mail });
}

/** `userId`: the person it is for, if it is for one. */
type Route = Pick<Notice, 'slackTenantId' | 'destination'> & { readonly userId: UserId | null };

function isForChannel(content: NoticeContent): boolean {
  return 'ownerId' in content && content.ownerId === null;
}

async function routeToChannel(
  tx: NoticeTransaction,
  id: NoticeId,
  organizationId: OrganizationId,
): Promise<Route> {
  const { policy, slackTenantIds } = await getOrganization(tx, organizationId);
  return {
    slackTenantId: policy.securityChannelTenantId ?? slackTenantIds[0] ?? null,
    destination: policy.securityChannelId ?? id,
    userId: null,
  };
}

/** @returns `null` for an operator, who issued a code at the command line and has no account */
async function findRoute(
  tx: NoticeTransaction,
  id: NoticeId,
  organizationId: OrganizationId,
  content: NoticeContent,
  known: NoticeSubject,
): Promise<Route | null> {
  const { code = 'codeId' in content ? await tx.codes.find(organizationId, content.codeId) : null } = known;
  if (content.kind.startsWith('requester_') && code?.issuedBy === null) return null;
  const requestId = 'requestId' in content ? content.requestId : code?.requestId;
  const { request = requestId === undefined ? null : await tx.requests.find(organizationId, requestId) } =
    known;
  const help =
    'helpRequestId' in content ? await tx.helpRequests.find(organizationId, content.helpRequestId) : null;
  const home =
    request?.origin.slackTenantId ??
    help?.slackTenantId ??
    (await getOrganization(tx, organizationId)).slackTenantIds[0] ??
    null;
  const userId = recipientOf(content, code, request, help) ?? null;
  return userId === null
    ? { slackTenantId: home, destination: id, userId }
    : { slackTenantId: await tenantOfPerson(tx, organizationId, userId, home), destination: userId, userId };
}

async function getOrganization(tx: NoticeTransaction, organizationId: OrganizationId): Promise<Organization> {
  const organization = await tx.organizations.findById(organizationId);
  if (organization === null) throw new Error('The organization of a notice vanished');
  return organization;
}

/**
 * The person to notify. None if it replaces a message of ours, or if its subject no longer exists, which the
 * sender will find out.
 */
function recipientOf(
  content: NoticeContent,
  code: BackupCode | null,
  request: IssueRequest | null,
  help: HelpRequest | null,
): UserId | null | undefined {
  switch (content.kind) {
    case 'target_code_issued':
    case 'target_code_redeemed':
    case 'target_code_revoked':
      return code?.userId;
    case 'target_help_asked':
      return help?.targetId;
    case 'helper_help_waiting':
    case 'helper_help_ended':
      return content.helperId;
    case 'target_redeem_alarm':
    case 'issuer_released':
    case 'help_news':
      return content.userId;
    case 'requester_code_redeemed':
    case 'requester_code_revoked':
    case 'requester_code_lasting':
    case 'requester_target_not_told':
    case 'requester_enrolment_missing':
    case 'requester_code_unused':
      return code?.issuedBy;
    case 'manager_target_not_told':
      return content.managerId;
    case 'approver_request':
      return content.approverId;
    case 'manager_request':
      return content.managerId;
    case 'delegation_started':
    case 'delegation_ended':
      return content.readerId;
    case 'target_words':
      return request?.targetId;
    case 'requester_manager_answered':
    case 'requester_device_answered':
    case 'requester_request_approved':
    case 'requester_request_rejected':
    case 'requester_request_disowned':
    case 'requester_request_frozen':
    case 'requester_request_released':
      return request?.requesterId;
    case 'prompt_expired':
      return request !== null && outlivesPrompt(request) ? request.requesterId : null;
    case 'hide_reveal':
    case 'close_prompt':
    case 'close_message':
    case 'close_help_message':
    case 'close_code_message':
      return null;
    default:
      return content.ownerId;
  }
}

/**
 * People are notified in the workspace of the request, or in the one they are linked in if they are only linked
 * elsewhere.
 */
async function tenantOfPerson(
  tx: NoticeTransaction,
  organizationId: OrganizationId,
  userId: UserId,
  home: string | null,
): Promise<string | null> {
  const identities = await tx.identities.listByUser(organizationId, userId);
  if (identities.some(({ slackTenantId }) => slackTenantId === home)) return home;
  return identities[0]?.slackTenantId ?? home;
}
