import type { OrganizationId, UserId } from '../../domain/ids.ts';
import type { Notice, NoticeContent } from '../../domain/notices/notice.ts';
import { type IssueRequest, isOpenRequest } from '../../domain/requests/issue-request.ts';
import type { PostedMessage } from '../../ports/notifier.ts';
import type { Transaction } from '../../ports/store.ts';
import type { ServiceDeps } from '../deps.ts';

/** How long after a request's expiry, in case nothing made the notice due when it expired. */
export const CLOSING_DELAY_MS = 60_000;

/** The notices whose buttons have to disappear later, and when. */
type Closable = Extract<
  NoticeContent,
  {
    kind:
      | 'approver_request'
      | 'requester_request_approved'
      | 'requester_request_released'
      | 'manager_request'
      | 'requester_manager_answered'
      | 'requester_device_answered'
      | 'requester_code_unused';
  }
>;

export function isClosable(content: NoticeContent): content is Closable {
  return [
    'approver_request',
    'requester_request_approved',
    'requester_request_released',
    'manager_request',
    'requester_manager_answered',
    'requester_device_answered',
    'requester_code_unused',
  ].includes(content.kind);
}

/**
 * Stores where a message with buttons was posted, as a notice that waits for the end of its request or code. In a
 * transaction, so that a decision made at the same time either finds it waiting or is seen here.
 */
export async function rememberToClose(
  deps: Pick<ServiceDeps, 'store' | 'clock' | 'random'>,
  { organizationId, slackTenantId, content }: Notice & { readonly content: Closable },
  { channelId, ts }: PostedMessage,
): Promise<void> {
  await deps.store.transact(organizationId, async (tx) => {
    const closing = await draftClosing(tx, organizationId, content, { channelId, ts });
    if (closing === null) return;
    const { isWaiting, expiresAt } = closing;
    const dueAt = isWaiting ? expiresAt + CLOSING_DELAY_MS : deps.clock.now();
    const id = deps.random.id('notice');
    // With the token that posted it: no other can change it (S13).
    const route = { slackTenantId, destination: id };
    const createdAt = deps.clock.now();
    await tx.notices.enqueue({
      id,
      organizationId,
      channel: 'slack',
      ...route,
      content: closing.content,
      dueAt,
      attempts: 0,
      createdAt,
    });
  });
}

interface Closing {
  readonly content: NoticeContent;
  /** Whether what it waits for still lasts. */
  readonly isWaiting: boolean;
  readonly expiresAt: number;
}

/** @returns `null` if what it is about is gone */
async function draftClosing(
  tx: Pick<Transaction, 'requests' | 'codes'>,
  organizationId: OrganizationId,
  content: Closable,
  place: PostedMessage,
): Promise<Closing | null> {
  if (content.kind === 'requester_code_unused') {
    const { codeId } = content;
    const code = await tx.codes.find(organizationId, codeId);
    if (code === null) return null;
    const { state, expiresAt } = code;
    return {
      content: { kind: 'close_code_message', codeId, ...place },
      isWaiting: state === 'active',
      expiresAt,
    };
  }
  const request = await tx.requests.find(organizationId, content.requestId);
  if (request === null) return null;
  const { id: requestId, expiresAt } = request;
  return {
    content: { kind: 'close_message', requestId, readerId: readerOf(content, request), ...place },
    isWaiting: content.kind === 'approver_request' ? request.state === 'pending' : isOpenRequest(request),
    expiresAt,
  };
}

function readerOf(
  content: Exclude<Closable, { kind: 'requester_code_unused' }>,
  { requesterId }: IssueRequest,
): UserId {
  if (content.kind === 'approver_request') return content.approverId;
  return content.kind === 'manager_request' ? content.managerId : requesterId;
}
