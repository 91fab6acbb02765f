import type { ClickRefused } from '../../services/requests/open-click.ts';
import type { RequestFacts } from '../../services/requests/read-request-facts.ts';
import type { SlackMessage } from './message.ts';
import { escapeMrkdwn, formatTime } from './mrkdwn.ts';
import { buildRecord, buildRefusal } from './records.ts';

/**
 * What stands where the buttons of a request were: who decided what, when (U1, U4).
 * @param readerId a directory user's: they are "you"
 */
export function buildRequestEnding(facts: RequestFacts, readerId: string): SlackMessage {
  const [line, ...details] = describeEnding(facts, readerId, '');
  return buildRecord(line, ...details);
}

/** The answer to a click that came too late: what became of it, where the clicker may know; else the refusal. */
export function buildLateAnswer({ late, refusals }: ClickRefused, title?: string): SlackMessage {
  if (late === null) return buildRefusal(refusals, title);
  const [line, ...details] = describeEnding(late, late.clickerId, 'already ');
  return buildRecord(line, ...details);
}

/**
 * Whether the message with the button may be replaced by what became of the request. Not once a code was generated: the second click of a
 * double click must not wipe the code.
 */
export function isOver({ late, request }: ClickRefused): boolean {
  return ['cancelled', 'expired', 'rejected'].includes(late?.state ?? request?.state ?? '');
}

function describeEnding(
  { request, state, requester, target, approver }: RequestFacts,
  readerId: string,
  already: 'already ' | '',
): [string, ...string[]] {
  const name = (user: { readonly id: string; readonly displayName: string }): string =>
    user.id === readerId ? 'You' : escapeMrkdwn(user.displayName);
  const whom = `*${escapeMrkdwn(target.displayName)}*`;
  const at = (time: number | null): string => (time === null ? '' : ` ${formatTime(time)}`);
  const decider = approver === null ? 'Another administrator' : name(approver);
  switch (state) {
    case 'pending':
      return [`:hourglass: The backup code for ${whom} waits for approval.`];
    case 'approved':
      return [
        `:white_check_mark: ${decider} ${already}*approved* the backup code for ${whom}${at(request.decidedAt)}.`,
        request.requesterId === readerId
          ? 'To generate it, use the button in your direct message with me.'
          : `${escapeMrkdwn(requester.displayName)} can generate it now.`,
      ];
    case 'rejected':
      return [
        `:no_entry: ${decider} ${already}*rejected* the backup code for ${whom}${at(request.decidedAt ?? request.settledAt)}.`,
        'No code was generated.',
      ];
    case 'fulfilled':
      return [
        `:white_check_mark: ${name(requester)} ${already}*generated* the backup code for ${whom}${at(request.settledAt)}.`,
        ...(approver === null ? [] : [`${decider} approved it${at(request.decidedAt)}.`]),
      ];
    case 'cancelled':
      return describeCancellation();
    case 'expired':
      return [
        `:hourglass: The request for a backup code for ${whom} expired${at(request.expiresAt)}.`,
        'No code was generated. Run `/backupcode` again if it is still needed.',
      ];
  }

  function describeCancellation(): [string, ...string[]] {
    switch (request.cancelReason) {
      case 'disowned':
        return [
          `:rotating_light: ${name(target)} said “This wasn’t me”${at(request.settledAt)}, so the request for a backup code for ${whom} was cancelled.`,
          'No code was generated. The caller may be an impostor.',
        ];
      case 'not_allowed':
        return [
          `:no_entry: The request for a backup code for ${whom} ended${at(request.settledAt)}, because it was no longer allowed.`,
          'No code was generated.',
        ];
      default:
        return [
          `:no_entry: ${name(requester)} ${already}*cancelled* the request for a backup code for ${whom}${at(request.settledAt)}.`,
          'No code was generated.',
        ];
    }
  }
}
