import type { Policy } from '../../../domain/organization/policy.ts';
import type { IssueRequest } from '../../../domain/requests/issue-request.ts';
import { linkTicket } from '../../../domain/requests/ticket.ts';
import { say } from '../../../messages/say.ts';
import { escapeMrkdwn } from '../../blocks/mrkdwn.ts';

/** How the caller was verified: a line for each way, below a title; empty if they weren't. */
export function describeVerification(
  { verifications }: Pick<IssueRequest, 'verifications'>,
  { otherVerification }: Pick<Policy, 'otherVerification'>,
): string[] {
  const done = verifications.filter(({ state }) => state === 'done');
  if (done.length === 0) return [];
  const lines = done.map(({ method, evidence }) => {
    const what =
      method === 'other' && otherVerification !== null
        ? escapeMrkdwn(otherVerification)
        : say(`slack.verify.done.${method}`);
    return evidence === '' ? `• ${what}` : `• ${what}: ${escapeMrkdwn(evidence)}`;
  });
  return [say('slack.prompt.verified'), ...lines];
}

/** The ticket as a field of a message, with a link to it if the policy says where; empty without one. */
export function describeTicket(
  { ticket }: Pick<IssueRequest, 'ticket'>,
  { ticketLink }: Pick<Policy, 'ticketLink'>,
): string[] {
  if (ticket === null) return [];
  const shown = escapeMrkdwn(ticket);
  if (ticketLink === null) return [say('slack.prompt.ticket', { ticket: shown })];
  return [
    say('slack.prompt.ticket', {
      ticket: `<${linkTicket(ticket, ticketLink).replaceAll('&', '&amp;')}|${shown}>`,
    }),
  ];
}
