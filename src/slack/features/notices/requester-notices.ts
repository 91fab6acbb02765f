import { say } from '../../../messages/say.ts';
import type { CodeFacts } from '../../../services/notices/described-notice.ts';
import type { SlackMessage } from '../../blocks/message.ts';
import { formatTime } from '../../blocks/mrkdwn.ts';
import { nameIssuer, nameOf } from '../../blocks/people.ts';
import { buildRecord, describeState, describeWhen } from '../../blocks/records.ts';

export function buildRequesterRedeemed({ code, target }: CodeFacts): SlackMessage {
  const name = nameOf(target);
  return buildRecord(
    say('slack.notice.requester_redeemed', { name, when: describeWhen(code) }),
    say('slack.notice.requester_redeemed.next', { name }),
  );
}

export function buildEnrolmentMissing({ code, target }: CodeFacts): SlackMessage {
  const name = nameOf(target);
  return buildRecord(
    say('slack.notice.requester_enrolment', { name }),
    say('slack.notice.requester_enrolment.next', { name, when: describeWhen(code) }),
  );
}

export function buildRequesterRevoked({ code, target }: CodeFacts): SlackMessage {
  const name = nameOf(target);
  const time = formatTime(code.settledAt ?? code.createdAt);
  switch (code.revocationReason) {
    case 'delivery_failed':
    case 'never_delivered':
      return buildRecord(
        say('slack.notice.requester_unsafe', { name }),
        say('slack.notice.requester_unsafe.next'),
      );
    case 'not_allowed':
      return buildRecord(
        say('slack.notice.requester_not_allowed', { name, time }),
        say('slack.notice.requester_not_allowed.next', { name }),
      );
    default:
      return buildRecord(say('slack.notice.requester_revoked', { name, time }));
  }
}

/** To the person who generated the code. */
export function buildRequesterTargetNotTold({ code, target }: CodeFacts): SlackMessage {
  const name = nameOf(target);
  return buildRecord(
    say('slack.notice.requester_unreachable', { name, time: formatTime(code.createdAt) }),
    say('slack.notice.requester_unreachable.next', { name }),
  );
}

/** To the manager of the person of the code. */
export function buildManagerTargetNotTold({ code, state, target, issuedBy }: CodeFacts): SlackMessage {
  const name = nameOf(target);
  return buildRecord(
    say('slack.notice.manager_unreachable', { name, issuer: nameIssuer(issuedBy) }),
    say('slack.notice.manager_unreachable.next', {
      name,
      time: formatTime(code.createdAt),
      state: describeState(code, state),
    }),
  );
}
