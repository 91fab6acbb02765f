import type { BackupCode } from '../../domain/codes/backup-code.ts';
import type { NoticeId, OrganizationId, UserId } from '../../domain/ids.ts';
import type { Notice, NoticeContent } from '../../domain/notices/notice.ts';
import type { Organization } from '../../domain/organization/organization.ts';
import type { IssueRequest } from '../../domain/requests/issue-request.ts';
import type { Transaction } from '../../ports/store.ts';
import type { ServiceDeps } from '../deps.ts';

type Deps = Pick<ServiceDeps, 'clock' | 'random'>;
export type NoticeTransaction = Pick<
  Transaction,
  'notices' | 'organizations' | 'identities' | 'codes' | 'requests' | 'directory'
>;

/**
 * Puts a notice into the outbox, within the transaction of the change that it reports. Which workspace's token
 * sends it is decided here: the process that finds it later must not guess (S13).
 * @param dueAt now, if not given
 */
export async function enqueueNotice(
  deps: Deps,
  tx: NoticeTransaction,
  organizationId: OrganizationId,
  content: NoticeContent,
  dueAt: number = deps.clock.now(),
): Promise<void> {
  const id = deps.random.id('notice');
  if (await isForOperator(tx, organizationId, content)) return;
  const route = await findRoute(tx, id, organizationId, content);
  await tx.notices.enqueue({
    id,
    organizationId,
    ...route,
    content,
    dueAt,
    attempts: 0,
    createdAt: deps.clock.now(),
  });
}

/** An operator who issued a code at the command line has no Slack account. */
async function isForOperator(
  tx: NoticeTransaction,
  organizationId: OrganizationId,
  content: NoticeContent,
): Promise<boolean> {
  if (!('codeId' in content) || !content.kind.startsWith('requester_')) return false;
  return (await tx.codes.find(organizationId, content.codeId))?.issuedBy === null;
}

async function findRoute(
  tx: NoticeTransaction,
  id: NoticeId,
  organizationId: OrganizationId,
  content: NoticeContent,
): Promise<Pick<Notice, 'slackTenantId' | 'destination'>> {
  const organization = await tx.organizations.findById(organizationId);
  if (organization === null) throw new Error('The organization of a notice vanished');
  const code = 'codeId' in content ? await tx.codes.find(organizationId, content.codeId) : null;
  const requestId = 'requestId' in content ? content.requestId : code?.requestId;
  const request = requestId === undefined ? null : await tx.requests.find(organizationId, requestId);
  const home = request?.origin.slackTenantId ?? organization.slackTenantIds[0] ?? null;
  const to = recipientOf(content, code, request);
  switch (to.kind) {
    case 'channel': {
      const { securityChannelId, securityChannelTenantId } = organization.policy;
      return {
        slackTenantId: securityChannelTenantId ?? organization.slackTenantIds[0] ?? null,
        destination: securityChannelId ?? id,
      };
    }
    case 'person':
      return {
        slackTenantId: await tenantOfPerson(tx, organization, to.userId, home),
        destination: to.userId,
      };
    case 'message':
      return { slackTenantId: home, destination: id };
  }
}

type Recipient =
  | { readonly kind: 'channel' }
  | { readonly kind: 'person'; readonly userId: UserId }
  /** It replaces a message of ours. */
  | { readonly kind: 'message' };

function recipientOf(
  content: NoticeContent,
  code: BackupCode | null,
  request: IssueRequest | null,
): Recipient {
  switch (content.kind) {
    case 'target_code_issued':
    case 'target_code_redeemed':
    case 'target_code_revoked':
      return personOr(code?.userId);
    case 'target_redeem_alarm':
      return { kind: 'person', userId: content.userId };
    case 'requester_code_redeemed':
    case 'requester_code_revoked':
    case 'requester_target_not_told':
    case 'requester_enrolment_missing':
      return personOr(code?.issuedBy);
    case 'approver_request':
      return { kind: 'person', userId: content.approverId };
    case 'requester_request_approved':
    case 'requester_request_rejected':
    case 'requester_request_disowned':
      return personOr(request?.requesterId);
    case 'prompt_expired':
      return request === null || request.approvalAskedAt === null
        ? { kind: 'message' }
        : { kind: 'person', userId: request.requesterId };
    case 'hide_reveal':
    case 'close_prompt':
    case 'close_message':
      return { kind: 'message' };
    default:
      return content.ownerId === null ? { kind: 'channel' } : { kind: 'person', userId: content.ownerId };
  }
}

/** Its subject no longer exists; the sender will find that out. */
function personOr(userId: UserId | null | undefined): Recipient {
  return userId == null ? { kind: 'message' } : { kind: 'person', userId };
}

/**
 * People are notified in the workspace of the request, or in the one they are linked in if they are only linked
 * elsewhere.
 */
async function tenantOfPerson(
  tx: NoticeTransaction,
  organization: Organization,
  userId: UserId,
  home: string | null,
): Promise<string | null> {
  const identities = await tx.identities.listByUser(organization.id, userId);
  if (identities.some(({ slackTenantId }) => slackTenantId === home)) return home;
  return identities[0]?.slackTenantId ?? home;
}
