import type { BackupCode } from '../../../domain/codes/backup-code.ts';
import type { CodeFacts, DescribedNotice } from '../../../services/notices/describe-notice.ts';
import { actions, button, context, type SlackMessage, section } from '../../blocks/message.ts';
import { escapeMrkdwn, formatTime } from '../../blocks/mrkdwn.ts';
import { nameIssuer, nameOf } from '../../blocks/people.ts';
import { buildRecord, describePlace, describeState } from '../../blocks/records.ts';
import { buildRequestEnding } from '../../blocks/request-endings.ts';
import { actionIds } from '../../ids.ts';
import { approverOf, buildApproved, buildApproverRequest } from '../approve/approval-notices.ts';
import { buildDisownedAlarm } from '../disown/disowned.ts';
import { buildHiddenCode } from '../issue/hidden-code.ts';
import { buildAlarm } from '../unlock/alarm.ts';
import {
  buildChange,
  buildChannelFailed,
  buildRequestDecided,
  buildRequesterTargetNotTold,
  buildSecurityIssued,
  buildSecurityRevoked,
  buildSecurityTargetNotTold,
  buildTargetLocked,
} from './security-notices.ts';

/** The words of a notice, from what is true when it is sent. */
export function buildNotice(notice: DescribedNotice): SlackMessage {
  const message = buildWords(notice);
  // Of a code that was disowned, owners and issuers are told in any case.
  const isForOwner =
    notice.kind.startsWith('security_') &&
    notice.kind !== 'security_code_disowned' &&
    notice.to.kind !== 'channel';
  if (!isForOwner) return message;
  return { ...message, blocks: [...message.blocks, context(describeOwnersPart(notice))] };
}

/** Why an owner gets it. */
function describeOwnersPart({ kind, organization }: DescribedNotice): string {
  const name = escapeMrkdwn(organization.name);
  if (kind === 'security_change' || kind === 'security_channel_failed')
    return `You get this as an owner of ${name}.`;
  return organization.policy.securityChannelId === null
    ? `You get this as an owner, because ${name} has no security channel. An operator can set one: \`backupcode policy set securityChannelId=C...\``
    : `You get this as an owner, because I can’t post to ${name}’s security channel.`;
}

function buildWords(notice: DescribedNotice): SlackMessage {
  switch (notice.kind) {
    case 'target_code_issued':
      return buildTargetIssued(notice.facts, notice.organization.name);
    case 'target_code_redeemed':
      return buildTargetRedeemed(notice.facts);
    case 'target_code_revoked':
      return buildTargetRevoked(notice.facts);
    case 'requester_code_redeemed':
      return buildRecord(
        `:white_check_mark: *${nameOf(notice.facts.target)} has used the backup code* you generated.`,
        `${formatTime(notice.facts.code.settledAt ?? notice.facts.code.createdAt)}${describePlace(notice.facts.code)}. It cannot be used again.`,
      );
    case 'requester_enrolment_missing':
      return buildRecord(
        `:hourglass: *${nameOf(notice.facts.target)} has not set up a new second factor* since they used the backup code you generated.`,
        `It was used ${formatTime(notice.facts.code.settledAt ?? notice.facts.code.createdAt)}${describePlace(notice.facts.code)}, and no login service has reported a new factor since. ` +
          'Call them: without one they will be locked out again, and their account stays easier to take.',
      );
    case 'requester_code_revoked':
      return buildRequesterRevoked(notice.facts);
    case 'requester_target_not_told':
      return buildRequesterTargetNotTold(notice.facts);
    case 'target_redeem_alarm':
      return buildTargetLocked(notice.alarm);
    case 'security_code_issued':
      return buildSecurityIssued(notice.facts);
    case 'security_code_revoked':
      return buildSecurityRevoked(notice.facts);
    case 'security_target_not_told':
      return buildSecurityTargetNotTold(notice.facts);
    case 'security_request_approved':
      return buildRequestDecided(notice.facts, 'approved');
    case 'security_request_rejected':
      return buildRequestDecided(notice.facts, 'rejected');
    case 'security_channel_failed':
      return buildChannelFailed(notice.channelId, notice.why);
    case 'security_change':
      return buildChange(notice);
    case 'security_code_disowned':
      return buildDisownedAlarm(notice);
    case 'hide_reveal':
      return buildHiddenCode(notice.facts);
    case 'approver_request':
      return buildApproverRequest(notice.facts);
    case 'requester_request_approved':
      return buildApproved(notice.facts);
    case 'requester_request_rejected':
      return buildRecord(
        `:no_entry: Your request for a backup code for *${nameOf(notice.facts.target)}* was *rejected* by ${approverOf(notice.facts)}.`,
        'No code was generated. Talk to them before you ask again.',
      );
    case 'requester_request_disowned':
      return buildRecord(
        `:rotating_light: *${nameOf(notice.facts.target)} says: “This wasn’t me.”* Your request for a backup code for them was cancelled ${formatTime(notice.facts.request.settledAt ?? notice.facts.request.createdAt)}.`,
        'The caller may be an impostor. Stop the call, and tell your security team who called and what they said.',
      );
    case 'close_prompt':
      return buildRequestEnding(notice.facts, notice.facts.requester.id);
    case 'close_message':
      return buildRequestEnding(notice.facts, notice.readerId);
    case 'prompt_expired':
      return buildRecord(
        `:hourglass: The request for a backup code for *${nameOf(notice.facts.target)}* expired. No code was generated.`,
        'Run `/backupcode` again if it is still needed.',
      );
    case 'security_redeem_alarm':
      return buildAlarm(notice.user, notice.alarm);
  }
}

function buildTargetIssued(
  { code, state, issuedBy, reason }: CodeFacts,
  organizationName: string,
): SlackMessage {
  const by = nameIssuer(issuedBy);
  const isLive = state === 'active' || state === 'undelivered';
  return {
    text: `${by} issued a backup code for your account.`,
    blocks: [
      section(
        `:key: *${by} issued a one-time backup code for your ${escapeMrkdwn(organizationName)} account.*`,
      ),
      section(
        `Issued ${formatTime(code.createdAt)}. ${describeState(state, code.expiresAt, code.settledAt)}${reason === '' ? '' : ` Reason: ${escapeMrkdwn(reason)}.`}`,
      ),
      section(
        isLive
          ? 'If you did not ask for it, press the button: the code stops working and we alert your administrators.'
          : 'If you did not ask for it, press the button: we alert your administrators, and no other code works for your account from then on.',
      ),
      actions(
        disownButton(code, {
          title: 'You did not ask for this?',
          text: 'Every code for your account stops working, and we alert your administrators. If you did ask for it, go back.',
        }),
      ),
      context(
        'The code is read to you on a call, and is never in a message. Never share it. Nobody will ask you for it.',
      ),
    ],
  };
}

function buildTargetRevoked({ code }: CodeFacts): SlackMessage {
  return {
    text: 'Your backup code was revoked.',
    blocks: [
      section(
        `:information_source: The backup code issued for you ${formatTime(code.createdAt)} was revoked and no longer works.`,
      ),
      actions(
        disownButton(code, {
          title: 'You did not ask for a code?',
          text: 'We alert your administrators, and no other code works for your account. If you did ask for it, go back.',
        }),
      ),
      context('If you still cannot sign in, ask your administrator for a new one.'),
    ],
  };
}

function disownButton({ id }: BackupCode, confirm: { readonly title: string; readonly text: string }) {
  return button('This wasn’t me', {
    actionId: actionIds.disownCode,
    value: id,
    style: 'danger',
    confirm: { ...confirm, yes: 'This wasn’t me' },
  });
}

function buildTargetRedeemed({ code }: CodeFacts): SlackMessage {
  return {
    text: 'Your backup code was used to sign in.',
    blocks: [
      section(
        `:unlock: *Your backup code was used to sign in*, ${formatTime(code.settledAt ?? code.createdAt)}${describePlace(code)}. It cannot be used again.`,
      ),
      section('Set up a new second factor now, before this session ends.'),
      actions(
        disownButton(code, {
          title: 'It was not you who signed in?',
          text: 'We alert your administrators, and no other code works for your account. The code is already used, so also change your password.',
        }),
      ),
    ],
  };
}

function buildRequesterRevoked({ code, target }: CodeFacts): SlackMessage {
  const name = nameOf(target);
  const when = formatTime(code.settledAt ?? code.createdAt);
  switch (code.revocationReason) {
    case 'delivery_failed':
    case 'never_delivered':
      return buildRecord(
        `:warning: The backup code for *${name}* could not be shown to you safely, so it was revoked. If you see a code, it does not work.`,
        'Run `/backupcode` again.',
      );
    case 'not_allowed':
      return buildRecord(
        `:information_source: The backup code you generated for *${name}* was revoked ${when}: ${name}'s account changed in the directory.`,
        `Check ${name}'s account, then run \`/backupcode\` again if the code is still needed.`,
      );
    default:
      return buildRecord(
        `:information_source: The backup code you generated for *${name}* was revoked ${when}.`,
      );
  }
}
