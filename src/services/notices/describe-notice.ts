import type { Notice } from '../../domain/notices/notice.ts';
import type { Organization } from '../../domain/organization/organization.ts';
import type { ServiceDeps } from '../deps.ts';
import { type BreakGlassContent, describeBreakGlass } from './describe-break-glass.ts';
import { createDescribeCodes } from './describe-codes.ts';
import { type DelegationContent, describeDelegation } from './describe-delegation.ts';
import { createDescribeEvents } from './describe-events.ts';
import { describeFreeze, type FreezeContent } from './describe-freeze.ts';
import { createDescribeHelp } from './describe-help.ts';
import { createDescribeRequests } from './describe-requests.ts';
import { createDescribeSources } from './describe-sources.ts';
import type { NoticeDescription } from './described-notice.ts';
import { createNoticeAddresses } from './find-notice-address.ts';

/** Turns a notice, which holds only ids, into its recipient and the facts of this moment. */
export function createDescribeNotice(deps: Pick<ServiceDeps, 'store' | 'keys' | 'clock'>) {
  const { read } = deps.store;
  const address = createNoticeAddresses(deps);
  const describeCode = createDescribeCodes(deps, address);
  const describeRequest = createDescribeRequests(deps, address);
  const describeHelp = createDescribeHelp(deps, address);
  const describeSource = createDescribeSources(deps, address);
  const describeEvent = createDescribeEvents(deps, address);

  return async function describeNotice(notice: Notice): Promise<NoticeDescription> {
    const organization = await read.organizations.findById(notice.organizationId);
    if (organization === null) return { kind: 'pointless', why: 'organization_gone' };
    const { content } = notice;
    switch (content.kind) {
      case 'target_code_issued':
      case 'target_code_redeemed':
      case 'target_code_revoked':
      case 'manager_target_not_told':
      case 'requester_code_redeemed':
      case 'requester_code_revoked':
      case 'requester_code_lasting':
      case 'requester_target_not_told':
      case 'requester_enrolment_missing':
      case 'requester_code_unused':
      case 'close_code_message':
      case 'security_code_issued':
      case 'security_code_revoked':
      case 'security_code_lasting':
      case 'security_target_not_told':
      case 'security_code_disowned':
      case 'security_issuer_lost':
      case 'hide_reveal':
        return describeCode(organization, notice, content);
      case 'approver_request':
      case 'manager_request':
      case 'target_words':
      case 'requester_manager_answered':
      case 'requester_device_answered':
      case 'requester_request_approved':
      case 'requester_request_rejected':
      case 'requester_request_disowned':
      case 'requester_request_frozen':
      case 'requester_request_released':
      case 'security_request_approved':
      case 'security_request_rejected':
      case 'security_caller_refused':
      case 'prompt_expired':
      case 'close_prompt':
      case 'close_message':
        return describeRequest(organization, notice, content);
      case 'security_glass_broken':
      case 'security_review_overdue':
      case 'security_review_closed':
        return describeGlass(organization, notice, content);
      case 'target_help_asked':
      case 'help_news':
      case 'helper_help_waiting':
      case 'helper_help_ended':
      case 'security_help_disowned':
      case 'close_help_message':
        return describeHelp(organization, notice, content);
      case 'security_sync_waiting':
      case 'security_source_failing':
      case 'security_source_works':
        return describeSource(organization, notice, content);
      case 'target_redeem_alarm':
      case 'security_redeem_alarm':
      case 'security_mail_failed':
      case 'security_channel_failed':
      case 'security_change':
        return describeEvent(organization, notice, content);
      case 'security_frozen':
      case 'security_held':
      case 'security_all_revoked':
      case 'security_unfreeze_proposed':
      case 'security_unfrozen':
      case 'security_issuer_released':
      case 'issuer_released':
        return describeFreezing(organization, notice, content);
      case 'security_delegated':
      case 'delegation_started':
      case 'delegation_ended':
        return describeDelegating(organization, notice, content);
    }
  };

  async function describeGlass(
    organization: Organization,
    notice: Notice,
    content: BreakGlassContent,
  ): Promise<NoticeDescription> {
    const to = await address.ofSecurity(organization, notice, content.ownerId);
    if (to === null) return { kind: 'pointless', why: 'nobody_to_tell' };
    const said = await describeBreakGlass(read, organization.id, content, deps.clock.now());
    return said === null ? { kind: 'settled' } : { ...said, to, organization };
  }

  async function describeDelegating(
    organization: Organization,
    notice: Notice,
    content: DelegationContent,
  ): Promise<NoticeDescription> {
    const readerId = content.kind === 'security_delegated' ? content.ownerId : content.readerId;
    const to = await address.ofSecurity(organization, notice, readerId);
    if (to === null) return { kind: 'pointless', why: 'nobody_to_tell' };
    const said = await describeDelegation(read, organization, content, deps.clock.now());
    return said === null ? { kind: 'pointless', why: 'user_gone' } : { ...said, to, organization, readerId };
  }

  async function describeFreezing(
    organization: Organization,
    notice: Notice,
    content: FreezeContent,
  ): Promise<NoticeDescription> {
    const readerId = content.kind === 'issuer_released' ? content.userId : content.ownerId;
    const to = await address.ofSecurity(organization, notice, readerId);
    if (to === null) return { kind: 'pointless', why: 'nobody_to_tell' };
    const said = await describeFreeze(read, organization, content, (id) =>
      address.nameOf(organization.id, id),
    );
    return said === null ? { kind: 'settled' } : { ...said, to, organization, readerId };
  }
}
