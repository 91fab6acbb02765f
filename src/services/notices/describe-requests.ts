import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import type { OrganizationId, RequestId, UserId } from '../../domain/ids.ts';
import type { Notice, NoticeContent } from '../../domain/notices/notice.ts';
import type { Organization } from '../../domain/organization/organization.ts';
import { listGiven, listPeopleBehind } from '../../domain/requests/approved-act.ts';
import { lastsAt } from '../../domain/requests/delegation.ts';
import {
  type IssueRequest,
  isOpenRequest,
  outlivesPrompt,
  requestStateAt,
} from '../../domain/requests/issue-request.ts';
import { twoWordsOf } from '../../domain/requests/two-words.ts';
import type { ServiceDeps } from '../deps.ts';
import { type RequestFacts, readRequestFacts } from '../requests/read-request-facts.ts';
import type { DescribedNotice, NoticeAddress, NoticeDescription } from './described-notice.ts';
import type { NoticeAddresses } from './find-notice-address.ts';

type RequestContent = Extract<
  NoticeContent,
  { kind: Extract<DescribedNotice, { facts: RequestFacts }>['kind'] }
>;
type Content<Kind extends RequestContent['kind']> = Extract<RequestContent, { kind: Kind }>;
type PlainKind = Exclude<
  RequestContent['kind'],
  'close_message' | 'approver_request' | 'manager_request' | 'target_words' | 'requester_device_answered'
>;

/** Notices about a request that waits, or was decided. */
export function createDescribeRequests(
  { store: { read }, clock, keys }: Pick<ServiceDeps, 'store' | 'clock' | 'keys'>,
  address: NoticeAddresses,
) {
  return async function describeRequest(
    organization: Organization,
    notice: Notice,
    content: RequestContent,
  ): Promise<NoticeDescription> {
    switch (content.kind) {
      case 'approver_request':
        return describeApproval(organization, notice, content);
      case 'manager_request':
      case 'target_words':
        return describeWords(organization, notice, content);
      case 'requester_device_answered': {
        const { kind, requestId, outcome } = content;
        return withFacts(
          organization,
          requestId,
          ({ requester }) => address.ofPerson(notice, requester.id),
          (to, facts) => ({ kind, to, organization, facts, outcome }),
        );
      }
      case 'requester_manager_answered':
      case 'requester_request_approved':
      case 'requester_request_rejected':
      case 'requester_request_disowned':
      case 'requester_request_frozen':
      case 'requester_request_released':
        return withRequest(organization, content, ({ requester }) => address.ofPerson(notice, requester.id));
      case 'security_request_approved':
      case 'security_request_rejected':
      case 'security_caller_refused':
        return withRequest(organization, content, () =>
          address.ofSecurity(organization, notice, content.ownerId),
        );
      case 'prompt_expired':
        // Approvers and a hold may take longer than the 30 minutes for which Slack keeps the prompt's response URL.
        return withRequest(organization, content, async ({ request, requester }) =>
          !outlivesPrompt(request) && content.sealedResponseUrl !== ''
            ? ofPrompt(content)
            : address.ofPerson(notice, requester.id),
        );
      case 'close_prompt': {
        const request = await read.requests.find(organization.id, content.requestId);
        // What the approvers were asked about has changed: the prompt goes on.
        if (request?.state === 'pending' && request.approvalAskedAt === null) return { kind: 'settled' };
        return withRequest(organization, content, async () => ofPrompt(content));
      }
      case 'close_message': {
        const { channelId, ts, readerId } = content;
        const request = await read.requests.find(organization.id, content.requestId);
        const facts = request === null ? null : await readRequestFacts(read, request, clock.now());
        if (facts === null) return { kind: 'pointless', why: 'request_gone' };
        return { kind: content.kind, to: { kind: 'message', channelId, ts }, organization, facts, readerId };
      }
    }
  };

  function ofPrompt({ sealedResponseUrl, requestId }: Content<'prompt_expired' | 'close_prompt'>) {
    return address.ofResponse(sealedResponseUrl, { purpose: 'prompt-url', id: requestId });
  }

  async function describeApproval(
    organization: Organization,
    notice: Notice,
    { kind, requestId, approverId, onBehalfOf, asking }: Content<'approver_request'>,
  ): Promise<NoticeDescription> {
    const request = await read.requests.find(organization.id, requestId);
    // Already decided or over, or changed since they were to be asked: there is nothing to ask.
    if (request !== null && !isAsked(request, clock.now())) return { kind: 'settled' };
    if (request !== null && listPeopleBehind(listGiven(request)).has(approverId)) return { kind: 'settled' };
    const inPlaceOf =
      onBehalfOf === undefined ? null : await findGiver(organization.id, onBehalfOf, approverId);
    // The delegation has ended, and with it the question: its giver is asked again.
    if (onBehalfOf !== undefined && inPlaceOf === null) return { kind: 'settled' };
    const providerId = request?.providerId ?? null;
    const provider = providerId === null ? null : await read.providers.find(organization.id, providerId);
    return withFacts(
      organization,
      requestId,
      () => address.ofPerson(notice, approverId),
      (to, facts) => ({
        kind,
        to,
        organization,
        facts,
        asking,
        provider,
        inPlaceOf,
        words: twoWordsOf(facts.request.id, keys),
      }),
    );
  }

  async function findGiver(
    organizationId: OrganizationId,
    from: UserId,
    to: UserId,
  ): Promise<DirectoryUser | null> {
    const delegation = await read.delegations.find(organizationId, from);
    const isLasting = delegation?.to === to && lastsAt(delegation, clock.now());
    return isLasting ? read.directory.findUser(organizationId, from) : null;
  }

  function isAsked(request: IssueRequest, now: number): boolean {
    return requestStateAt(request, now) === 'pending' && request.approvalAskedAt !== null;
  }

  async function describeWords(
    organization: Organization,
    notice: Notice,
    content: Content<'manager_request' | 'target_words'>,
  ): Promise<NoticeDescription> {
    const request = await read.requests.find(organization.id, content.requestId);
    const isOpen = request !== null && isOpenRequest({ state: requestStateAt(request, clock.now()) });
    if (!isOpen) return { kind: 'settled' };
    const isManagerAsked = request.verifications.some(
      ({ method, state, by }) =>
        content.kind === 'manager_request' &&
        method === 'manager' &&
        state === 'waiting' &&
        by === content.managerId,
    );
    // The requester has said since how else they verified the caller.
    if (content.kind === 'manager_request' && !isManagerAsked) return { kind: 'settled' };
    const facts = await readRequestFacts(read, request, clock.now());
    const userId = content.kind === 'manager_request' ? content.managerId : request.targetId;
    const to = await address.ofPerson(notice, userId);
    if (facts === null || to === null) return { kind: 'pointless', why: 'nobody_to_tell' };
    return { kind: content.kind, to, organization, facts, words: twoWordsOf(request.id, keys) };
  }

  function withRequest(
    organization: Organization,
    { kind, requestId }: { readonly kind: PlainKind; readonly requestId: RequestId },
    find: (facts: RequestFacts) => Promise<NoticeAddress | null>,
  ): Promise<NoticeDescription> {
    return withFacts(organization, requestId, find, (to, facts) => ({ kind, to, organization, facts }));
  }

  async function withFacts(
    organization: Organization,
    requestId: RequestId,
    find: (facts: RequestFacts) => Promise<NoticeAddress | null>,
    describe: (to: NoticeAddress, facts: RequestFacts) => DescribedNotice,
  ): Promise<NoticeDescription> {
    const request = await read.requests.find(organization.id, requestId);
    if (request === null) return { kind: 'pointless', why: 'request_gone' };
    const facts = await readRequestFacts(read, request, clock.now());
    if (facts === null) return { kind: 'pointless', why: 'user_gone' };
    const to = await find(facts);
    return to === null ? { kind: 'pointless', why: 'nobody_to_tell' } : describe(to, facts);
  }
}
