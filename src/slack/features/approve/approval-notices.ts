import { lifetimeOf } from '../../../domain/codes/code-term.ts';
import { loginOf } from '../../../domain/directory/directory-user.ts';
import { vendorNames } from '../../../domain/providers/provider.ts';
import { findGlass } from '../../../domain/requests/judge-break-glass.ts';
import { say } from '../../../messages/say.ts';
import type { DescribedNotice } from '../../../services/notices/described-notice.ts';
import type { RequestFacts } from '../../../services/requests/read-request-facts.ts';
import { context, type SlackMessage, section, sections } from '../../blocks/message.ts';
import { escapeMrkdwn, formatTime, mentionUser } from '../../blocks/mrkdwn.ts';
import { nameDecider, nameOf } from '../../blocks/people.ts';
import { buildRecord, describeReason, describeRejection } from '../../blocks/records.ts';
import { buildContinueButtons, buildDecisionButtons } from '../../blocks/request-buttons.ts';
import { describeTerm } from '../../blocks/term.ts';
import { describeSignals } from '../issue/signals.ts';
import { describeTicket, describeVerification } from '../verify/describe-verification.ts';

type Asked = Omit<Extract<DescribedNotice, { kind: 'approver_request' }>, 'kind' | 'to'>;

/** An escalation says so first; a reminder points at the message that they have. */
export function buildApproverRequest({
  facts: { request, requester, target },
  organization: { policy },
  words,
  asking,
  provider,
  inPlaceOf,
}: Asked): SlackMessage {
  const facts = { name: nameOf(target), requester: nameOf(requester) };
  if (asking === 'reminder') return buildReminder(request, facts);
  const { tier, approvalsRequired: required } = request.terms;
  return {
    text: say('slack.approve.ask', facts),
    blocks: [
      ...(asking === 'first' ? [] : [context(say('slack.approve.ask.escalation', facts))]),
      section(
        say('slack.approve.ask.title', { ...facts, mention: mentionUser(request.origin.requesterSlackId) }),
      ),
      section(
        say('slack.approve.ask.facts', {
          name: nameOf(target),
          role: say(`role.phrase.${target.role}`),
          login: escapeMrkdwn(loginOf(target)),
          reason: describeReason(request.reason),
        }),
      ),
      ...(provider === null
        ? []
        : [
            section(
              say('slack.provider.approve', {
                vendor: vendorNames[provider.kind],
                code: say(`slack.provider.${provider.kind}`),
              }),
            ),
          ]),
      section(describeTerm(request, lifetimeOf(request, policy), facts.requester)),
      ...sections(...describeTicket(request, policy)),
      ...sections(...describeVerification(request, policy)),
      ...sections(...describeSignals(request, facts.name)),
      section(say('slack.approve.ask.caution', facts)),
      ...(policy.twoWayWords.includes(tier) && request.origin.targetSlackId !== null
        ? [section(say('slack.approve.ask.words', { ...facts, words }))]
        : []),
      ...(inPlaceOf === null
        ? []
        : [section(say('slack.approve.ask.in_place', { giver: nameOf(inPlaceOf) }))]),
      ...(required > 1 ? [section(say('slack.approve.ask.several', { required }))] : []),
      buildDecisionButtons(request.id),
      context(say('slack.approve.ask.terms', { until: formatTime(request.expiresAt) })),
    ],
  };
}

/** Without buttons: those of the first message decide, and there is one live pair of them. */
function buildReminder(
  { expiresAt }: RequestFacts['request'],
  facts: { readonly name: string; readonly requester: string },
): SlackMessage {
  const line = say('slack.approve.ask.reminder', facts);
  return {
    text: line,
    blocks: [
      section(line),
      context(say('slack.approve.ask.reminder.next', { until: formatTime(expiresAt) })),
    ],
  };
}

export function buildApproved(facts: RequestFacts): SlackMessage {
  const { request, target } = facts;
  const name = nameOf(target);
  const glass = findGlass(request);
  const rehearsal = glass?.isRehearsal === true ? 'yes' : 'no';
  return {
    text:
      glass === null
        ? say('slack.approve.granted', { name })
        : say('slack.glass.granted', { name, rehearsal }),
    blocks: [
      section(
        glass === null
          ? say('slack.approve.granted.title', { name, by: nameDecider(facts) })
          : say('slack.glass.granted.title', { name, rehearsal }),
      ),
      buildContinueButtons(request.id),
      context(say('slack.approve.granted.next', { until: formatTime(request.expiresAt) })),
    ],
  };
}

export function buildRejected(facts: RequestFacts): SlackMessage {
  const by = nameDecider(facts);
  return buildRecord(
    say('slack.approve.denied', { by, name: nameOf(facts.target) }),
    ...describeRejection(facts.request),
    facts.approver === null
      ? say('slack.approve.denied.next.unknown')
      : say('slack.approve.denied.next', { by: nameOf(facts.approver) }),
  );
}
