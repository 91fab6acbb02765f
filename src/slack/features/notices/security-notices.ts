import type { DirectoryUser } from '../../../domain/directory/directory-user.ts';
import { say } from '../../../messages/say.ts';
import type { JudgedCodeFacts } from '../../../services/notices/described-notice.ts';
import type { RequestFacts } from '../../../services/requests/read-request-facts.ts';
import { describeAccount } from '../../blocks/describe-account.ts';
import { buildFreezeButton } from '../../blocks/freeze-buttons.ts';
import { actions, type SlackMessage, section } from '../../blocks/message.ts';
import { formatTime } from '../../blocks/mrkdwn.ts';
import { nameDecider, nameIssuer, nameOf } from '../../blocks/people.ts';
import { buildRecord, describeReason, describeRejection, describeState } from '../../blocks/records.ts';
import { buildRevokeButton } from '../../blocks/revoke-button.ts';
import { buildEndedThere } from './requester-notices.ts';

export function buildSecurityIssued(facts: JudgedCodeFacts): SlackMessage {
  const { issuedBy, target, code, approver, glass, state } = facts;
  const time = formatTime(code.createdAt);
  const reason = describeReason(facts.reason);
  const { text, blocks } = buildRecord(
    say('slack.notice.security_issued', { issuer: nameIssuer(issuedBy), name: nameOf(target) }),
    describeAccount(target),
    approver === null || glass !== null
      ? say('slack.notice.security_issued.facts', { time, reason })
      : say('slack.notice.security_issued.facts.approved', { time, reason, approver: nameOf(approver) }),
    // Of a code for later, when it was issued isn't when it begins to work.
    ...(code.startsAt === null ? [] : [describeState(code, 'active')]),
  );
  if (glass === null) return { text, blocks };
  const isLive = state === 'active' || state === 'undelivered';
  return {
    text,
    blocks: [
      ...blocks,
      section(say('slack.glass.issued', { reason: describeReason(glass.reason) })),
      actions(...(isLive ? [buildRevokeButton(code.id, nameOf(target))] : []), buildFreezeButton()),
    ],
  };
}

export function buildSecurityRevoked({ code, target, issuedBy, revoker }: JudgedCodeFacts): SlackMessage {
  if (code.vendor !== null && code.revocationReason === 'provider_ended')
    return buildEndedThere(code.vendor, nameOf(target), formatTime(code.settledAt ?? code.createdAt));
  return buildRecord(
    say('slack.notice.security_revoked', {
      by: revoker === null ? say('slack.notice.an_admin') : nameOf(revoker),
      name: nameOf(target),
    }),
    describeAccount(target),
    say('slack.notice.security_revoked.facts', {
      time: formatTime(code.settledAt ?? code.createdAt),
      issuer: nameIssuer(issuedBy),
      createdAt: formatTime(code.createdAt),
    }),
  );
}

export function buildRequestDecided(
  { request, requester, target, approver, inPlaceOf }: RequestFacts,
  verdict: 'approved' | 'rejected',
): SlackMessage {
  return buildRecord(
    say(`slack.notice.security_${verdict}`, {
      by: nameDecider({ approver, inPlaceOf }),
      requester: nameOf(requester),
      name: nameOf(target),
    }),
    describeAccount(target),
    say('slack.notice.security_decided.facts', {
      time: formatTime(request.createdAt),
      reason: describeReason(request.reason),
    }),
    ...(verdict === 'rejected' ? describeRejection(request) : []),
  );
}

/** To owners and the security channel. */
export function buildSecurityTargetNotTold({ code, state, target, issuedBy }: JudgedCodeFacts): SlackMessage {
  const name = nameOf(target);
  const { text, blocks } = buildRecord(
    say('slack.notice.security_unreachable', { name, issuer: nameIssuer(issuedBy) }),
    say('slack.notice.security_unreachable.next', {
      name,
      time: formatTime(code.createdAt),
      state: describeState(code, state),
    }),
  );
  return { text, blocks: [...blocks, actions(buildFreezeButton())] };
}

export function buildChannelFailed(channelId: string, why: string): SlackMessage {
  return buildRecord(
    say('slack.notice.channel_failed', { channel: channelId, why: why.replace(/[^\w.]/g, '') }),
    say('slack.notice.channel_failed.next'),
  );
}

/** @param person `null`: mail reaches no one */
export function buildMailFailed(person: DirectoryUser | null, why: string): SlackMessage {
  const reason = why.replace(/[^\w. ]/g, '');
  return person === null
    ? buildRecord(say('slack.notice.mail_down', { why: reason }), say('slack.notice.mail_down.next'))
    : buildRecord(
        say('slack.notice.mail_failed', { name: nameOf(person), why: reason }),
        say('slack.notice.mail_failed.next', { name: nameOf(person) }),
      );
}
