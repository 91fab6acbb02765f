import { capabilities } from '../../../domain/providers/capabilities.ts';
import { vendorNames } from '../../../domain/providers/provider.ts';
import type { VendorCode } from '../../../domain/providers/vendor-code.ts';
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
  const when = describeWhen(code);
  const line = say('slack.notice.requester_enrolment', { name });
  if (code.vendor === null)
    return buildRecord(line, say('slack.notice.requester_enrolment.next', { name, when }));
  const { kind } = code.vendor;
  const facts = { name, when, vendor: vendorNames[kind] };
  return capabilities[kind].tellsEnrolment
    ? buildRecord(line, say('slack.provider.enrolment.next', facts))
    : buildRecord(
        say('slack.provider.enrolment_untold', { name }),
        say('slack.provider.enrolment_untold.next', facts),
      );
}

export function buildRequesterRevoked({ code, target }: CodeFacts): SlackMessage {
  const name = nameOf(target);
  const time = formatTime(code.settledAt ?? code.createdAt);
  switch (code.revocationReason) {
    case 'provider_ended':
      return code.vendor === null
        ? buildRecord(say('slack.notice.requester_revoked', { name, time }))
        : buildEndedThere(code.vendor, name, time);
    case 'delivery_failed':
    case 'never_delivered':
      if (code.vendor?.reference === null && code.revocationReason === 'never_delivered')
        return buildUnfinished(code.vendor, name);
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

/** Someone ended it at its provider, or made another there. */
export function buildEndedThere({ kind }: VendorCode, name: string, time: string): SlackMessage {
  const facts = { name, time, vendor: vendorNames[kind] };
  return buildRecord(say('slack.provider.ended_there', facts), say('slack.provider.ended_there.next', facts));
}

/** The provider didn't confirm that it made one. */
function buildUnfinished({ kind }: VendorCode, name: string): SlackMessage {
  const { ends } = capabilities[kind];
  return buildRecord(
    say('slack.provider.unfinished', { name, vendor: vendorNames[kind], ends }),
    say('slack.provider.unfinished.next', { name }),
  );
}

/** It has ended here, and its provider could not be asked to end it there. */
export function buildCodeLasting({ code, target }: CodeFacts): SlackMessage {
  const { vendor: known } = code;
  const vendor = known === null ? '' : vendorNames[known.kind];
  const endsAt = known?.endsAt ?? null;
  return buildRecord(
    say('slack.provider.lasting', {
      name: nameOf(target),
      vendor,
      time: formatTime(code.settledAt ?? code.createdAt),
    }),
    say('slack.provider.lasting.next', {
      vendor,
      until: endsAt === null ? 'never' : formatTime(endsAt),
    }),
  );
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
