import { lastDecision } from '../../domain/requests/issue-request.ts';
import { findGlass } from '../../domain/requests/judge-break-glass.ts';
import { refusedBy } from '../../domain/requests/verification.ts';
import { say } from '../../messages/say.ts';
import type { ClickRefused } from '../../services/requests/open-click.ts';
import type { RequestFacts } from '../../services/requests/read-request-facts.ts';
import type { SlackMessage } from './message.ts';
import { formatTime } from './mrkdwn.ts';
import { actorFor, nameOf } from './people.ts';
import { buildRecord, buildRefusal, describeRejection } from './records.ts';

/**
 * What stands where the buttons of a request were: who decided what, when (U1, U4).
 * @param readerId a directory user's: they are "you"
 */
export function buildRequestEnding(facts: RequestFacts, readerId: string): SlackMessage {
  return buildRecord(...describeEnding(facts, readerId, 'no'));
}

/** The answer to a click that came too late: what became of it, where the clicker may know; else the refusal. */
export function buildLateAnswer({ late, refusals }: ClickRefused, title: string): SlackMessage {
  return late === null
    ? buildRefusal(refusals, title)
    : buildRecord(...describeEnding(late, late.clickerId, 'yes'));
}

/**
 * Whether the message with the button may be replaced by what became of the request. Not once a code was generated: the second click of a
 * double click must not wipe the code.
 */
export function isOver({ late, request }: ClickRefused): boolean {
  return ['cancelled', 'expired', 'rejected'].includes(late?.state ?? request?.state ?? '');
}

/** @param late whether a click came after it */
function describeEnding(
  { request, state, requester, target, approver }: RequestFacts,
  readerId: string,
  late: 'yes' | 'no',
): [string, ...string[]] {
  const name = nameOf(target);
  const settled = formatTime(request.settledAt ?? request.createdAt);
  const decided = formatTime(lastDecision(request)?.decidedAt ?? request.settledAt ?? request.createdAt);
  const decider = actorFor(readerId, approver);
  const nothing = say('slack.ending.nothing');
  const glass = findGlass(request);
  const breaker = { ...actorFor(readerId, requester), time: formatTime(glass?.at ?? request.createdAt) };
  switch (state) {
    case 'pending':
      // They were asked about something that has changed since.
      return request.approvalAskedAt === null && request.requesterId !== readerId
        ? [say('slack.ending.changed', { requester: nameOf(requester), name })]
        : [say('slack.ending.pending', { name })];
    case 'approved':
      return [
        glass === null
          ? say('slack.ending.approved', { ...decider, late, name, time: decided })
          : say('slack.ending.glass', { ...breaker, name, rehearsal: glass.isRehearsal ? 'yes' : 'no' }),
        request.requesterId === readerId
          ? say('slack.ending.approved.yours')
          : say('slack.ending.approved.theirs', { requester: nameOf(requester) }),
      ];
    case 'rejected':
      return [
        say('slack.ending.rejected', { ...decider, late, name, time: decided }),
        ...describeRejection(request),
        nothing,
      ];
    case 'fulfilled':
      return [
        say('slack.ending.fulfilled', { ...actorFor(readerId, requester), late, name, time: settled }),
        ...(glass !== null
          ? [say('slack.ending.glass.by', breaker)]
          : approver === null
            ? []
            : [say('slack.ending.approved.by', { ...decider, time: decided })]),
      ];
    case 'cancelled':
      return describeCancellation();
    case 'expired':
      return [
        say('slack.ending.expired', { name, time: formatTime(request.expiresAt) }),
        say('slack.ending.expired.next'),
      ];
  }

  function describeCancellation(): [string, ...string[]] {
    switch (request.cancelReason) {
      case 'disowned':
        return [
          say('slack.ending.disowned', { ...actorFor(readerId, target), name, time: settled }),
          say('slack.ending.disowned.next'),
        ];
      case 'caller_refused':
        return [
          say('slack.ending.caller_refused', { name, time: settled, by: refusedBy(request) }),
          say('slack.ending.caller_refused.next'),
        ];
      case 'rehearsed':
        return [
          say('slack.ending.rehearsed', { ...actorFor(readerId, requester), name, time: settled }),
          nothing,
        ];
      case 'frozen':
        return [say('slack.ending.frozen', { name, time: settled }), say('slack.ending.frozen.next')];
      case 'not_allowed':
        return [
          say('slack.ending.not_allowed', { name, time: settled }),
          say('slack.ending.not_allowed.next'),
        ];
      default:
        return [
          say('slack.ending.cancelled', { ...actorFor(readerId, requester), late, name, time: settled }),
          nothing,
        ];
    }
  }
}
