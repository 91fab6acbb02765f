import type { Policy } from '../../../domain/organization/policy.ts';
import type { IssueRequest } from '../../../domain/requests/issue-request.ts';
import { linkTicket } from '../../../domain/requests/ticket.ts';
import { say } from '../../../messages/say.ts';
import { escapeMrkdwn } from '../../blocks/mrkdwn.ts';

/** How the caller was verified, and the ticket, as fields of a message; empty where there is nothing to say. */
export function describeVerification(
  { verifications, ticket }: Pick<IssueRequest, 'verifications' | 'ticket'>,
  { otherVerification, ticketLink }: Pick<Policy, 'otherVerification' | 'ticketLink'>,
): string[] {
  const done = verifications.filter(({ state }) => state === 'done');
  const lines = done.map(({ method, evidence }) => {
    const what =
      method === 'other' && otherVerification !== null
        ? escapeMrkdwn(otherVerification)
        : say(`slack.verify.done.${method}`);
    return evidence === '' ? what : `${what}: ${escapeMrkdwn(evidence)}`;
  });
  const shown = ticket === null ? null : escapeMrkdwn(ticket);
  const link = ticket === null || ticketLink === null ? null : escapeMrkdwn(linkTicket(ticket, ticketLink));
  return [
    ...(lines.length === 0 ? [] : [say('slack.prompt.verified', { how: lines.join('\n') })]),
    ...(shown === null
      ? []
      : [say('slack.prompt.ticket', { ticket: link === null ? shown : `<${link}|${shown}>` })]),
  ];
}
