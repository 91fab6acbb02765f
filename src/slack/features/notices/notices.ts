import { say } from '../../../messages/say.ts';
import type { DescribedNotice } from '../../../services/notices/described-notice.ts';
import { context, type SlackMessage } from '../../blocks/message.ts';
import { escapeMrkdwn } from '../../blocks/mrkdwn.ts';
import { buildRequestEnding } from '../../blocks/request-endings.ts';
import { buildApproved, buildApproverRequest, buildRejected } from '../approve/approval-notices.ts';
import { buildBreakGlassNotice } from '../break-glass/notices.ts';
import { buildDelegationNotice } from '../delegate/notices.ts';
import { buildDisownedAlarm } from '../disown/disowned.ts';
import { buildRequestDisowned } from '../disown/request-disowned.ts';
import { buildFreezeNotice, buildRequestFrozen, buildRequestReleased } from '../freeze/notices.ts';
import { buildHiddenCode } from '../issue/hidden-code.ts';
import { buildHelpNotice } from '../request/notices.ts';
import { buildIssuerLost } from '../revoke/issuer-lost.ts';
import { buildSourceFailing, buildSourceWorks } from '../sync/streak.ts';
import { buildSyncWaiting } from '../sync/waiting.ts';
import { buildAlarm, buildTargetLocked } from '../unlock/alarm.ts';
import { buildCodeUnused } from '../unused/notice.ts';
import {
  buildCallerRefused,
  buildDeviceAnswered,
  buildManagerAnswered,
  buildManagerRequest,
  buildTargetWords,
} from '../verify/notices.ts';
import { buildChange } from './change.ts';
import {
  buildCodeLasting,
  buildEnrolmentMissing,
  buildManagerTargetNotTold,
  buildRequesterRedeemed,
  buildRequesterRevoked,
  buildRequesterTargetNotTold,
} from './requester-notices.ts';
import {
  buildChannelFailed,
  buildMailFailed,
  buildRequestDecided,
  buildSecurityIssued,
  buildSecurityRevoked,
  buildSecurityTargetNotTold,
} from './security-notices.ts';
import { buildTargetIssued, buildTargetRedeemed, buildTargetRevoked } from './target-notices.ts';

/** A notice, from what is true when it is sent. */
export function buildNotice(notice: DescribedNotice): SlackMessage {
  const message = buildByKind(notice);
  // Owners and issuers get this one in any case.
  const isForOwner =
    notice.kind.startsWith('security_') &&
    notice.kind !== 'security_code_disowned' &&
    // Admins may get it, too.
    notice.kind !== 'security_unfreeze_proposed' &&
    !('reader' in notice && notice.reader !== 'owner') &&
    notice.to.kind !== 'channel';
  if (!isForOwner) return message;
  return { ...message, blocks: [...message.blocks, context(describeOwnersPart(notice))] };
}

/** Why an owner gets it. */
function describeOwnersPart(notice: DescribedNotice): string {
  const { kind, organization } = notice;
  const name = { organization: escapeMrkdwn(organization.name) };
  if (
    kind === 'security_change' ||
    kind === 'security_sync_waiting' ||
    kind === 'security_source_failing' ||
    kind === 'security_source_works' ||
    kind === 'security_frozen' ||
    kind === 'security_held' ||
    kind === 'security_all_revoked' ||
    kind === 'security_unfrozen' ||
    kind === 'security_issuer_released' ||
    kind === 'security_channel_failed' ||
    kind === 'security_mail_failed' ||
    kind === 'security_issuer_lost' ||
    kind === 'security_delegated' ||
    kind === 'security_glass_broken' ||
    kind === 'security_review_overdue' ||
    kind === 'security_review_closed' ||
    (notice.kind === 'security_code_issued' && notice.facts.glass !== null)
  )
    return say('slack.notice.owner', name);
  return organization.policy.securityChannelId === null
    ? say('slack.notice.owner.no_channel', name)
    : say('slack.notice.owner.channel_failed', name);
}

function buildByKind(notice: DescribedNotice): SlackMessage {
  switch (notice.kind) {
    case 'target_code_issued':
      return buildTargetIssued(notice.facts, notice.organization.name);
    case 'target_code_redeemed':
      return buildTargetRedeemed(notice.facts);
    case 'target_code_revoked':
      return buildTargetRevoked(notice.facts);
    case 'target_redeem_alarm':
      return buildTargetLocked(notice.alarm);
    case 'manager_target_not_told':
      return buildManagerTargetNotTold(notice.facts);
    case 'requester_code_redeemed':
      return buildRequesterRedeemed(notice.facts);
    case 'requester_code_revoked':
      return buildRequesterRevoked(notice.facts);
    case 'requester_code_lasting':
    case 'security_code_lasting':
      return buildCodeLasting(notice.facts);
    case 'requester_enrolment_missing':
      return buildEnrolmentMissing(notice.facts);
    case 'requester_code_unused':
      return buildCodeUnused(notice.facts);
    case 'requester_target_not_told':
      return buildRequesterTargetNotTold(notice.facts);
    case 'manager_request':
      return buildManagerRequest(notice.facts, notice.words);
    case 'requester_device_answered':
      return buildDeviceAnswered(notice.facts, notice.outcome);
    case 'requester_manager_answered':
      return buildManagerAnswered(notice.facts);
    case 'target_words':
      return buildTargetWords(notice.facts, notice.words, notice.organization.name);
    case 'security_caller_refused':
      return buildCallerRefused(notice.facts);
    case 'requester_request_approved':
      return buildApproved(notice.facts);
    case 'requester_request_rejected':
      return buildRejected(notice.facts);
    case 'requester_request_disowned':
      return buildRequestDisowned(notice.facts);
    case 'requester_request_frozen':
      return buildRequestFrozen(notice.facts);
    case 'requester_request_released':
      return buildRequestReleased(notice.facts);
    case 'security_frozen':
    case 'security_held':
    case 'security_all_revoked':
    case 'security_unfreeze_proposed':
    case 'security_unfrozen':
    case 'security_issuer_released':
    case 'issuer_released':
      return buildFreezeNotice(notice);
    case 'security_glass_broken':
    case 'security_review_overdue':
    case 'security_review_closed':
      return buildBreakGlassNotice(notice);
    case 'target_help_asked':
    case 'help_news':
    case 'helper_help_waiting':
    case 'helper_help_ended':
    case 'security_help_disowned':
    case 'close_help_message':
      return buildHelpNotice(notice);
    case 'security_delegated':
    case 'delegation_started':
    case 'delegation_ended':
      return buildDelegationNotice(notice);
    case 'approver_request':
      return buildApproverRequest(notice);
    case 'security_code_issued':
      return buildSecurityIssued(notice.facts);
    case 'security_code_revoked':
      return buildSecurityRevoked(notice.facts);
    case 'security_code_disowned':
      return buildDisownedAlarm(notice);
    case 'security_target_not_told':
      return buildSecurityTargetNotTold(notice.facts);
    case 'security_request_approved':
      return buildRequestDecided(notice.facts, 'approved');
    case 'security_request_rejected':
      return buildRequestDecided(notice.facts, 'rejected');
    case 'security_redeem_alarm':
      return buildAlarm(notice.user, notice.alarm);
    case 'security_issuer_lost':
      return buildIssuerLost(notice);
    case 'security_channel_failed':
      return buildChannelFailed(notice.channelId, notice.why);
    case 'security_mail_failed':
      return buildMailFailed(notice.person, notice.why);
    case 'security_sync_waiting':
      return buildSyncWaiting(notice);
    case 'security_source_failing':
      return buildSourceFailing(notice);
    case 'security_source_works':
      return buildSourceWorks(notice);
    case 'security_change':
      return buildChange(notice);
    case 'hide_reveal':
    case 'close_code_message':
      return buildHiddenCode(notice.facts);
    case 'close_prompt':
    case 'prompt_expired':
      return buildRequestEnding(notice.facts, notice.facts.requester.id);
    case 'close_message':
      return buildRequestEnding(notice.facts, notice.readerId);
  }
}
