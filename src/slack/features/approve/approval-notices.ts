import { loginOf } from '../../../domain/directory/directory-user.ts';
import { rolePhrases } from '../../../domain/directory/roles.ts';
import type { RequestFacts } from '../../../services/requests/read-request-facts.ts';
import { actions, button, context, type SlackMessage, section } from '../../blocks/message.ts';
import { escapeMrkdwn, formatTime, mentionUser } from '../../blocks/mrkdwn.ts';
import { nameOf } from '../../blocks/people.ts';
import { describeReason } from '../../blocks/records.ts';
import { actionIds } from '../../ids.ts';

export function buildApproverRequest({ request, requester, target }: RequestFacts): SlackMessage {
  const name = nameOf(target);
  return {
    text: `${nameOf(requester)} asks you to approve a backup code for ${name}.`,
    blocks: [
      section(
        `*Approve a backup code for ${name}?* ${nameOf(requester)} (${mentionUser(request.origin.requesterSlackId)}) asks for it.`,
      ),
      section(
        `${name} is *${rolePhrases[target.role]}* (${escapeMrkdwn(loginOf(target))}). Reason: ${describeReason(request.reason)}.`,
      ),
      section(
        `:telephone_receiver: Speak to ${nameOf(requester)} *and* make sure that ${name} is really locked out before you approve.`,
      ),
      actions(
        button('Approve', {
          actionId: actionIds.approveRequest,
          value: request.id,
          style: 'primary',
          confirm: {
            title: 'Approve?',
            text: 'By approving you confirm that it’s genuine. Your name is logged.',
            yes: 'Approve',
          },
        }),
        button('Reject', { actionId: actionIds.rejectRequest, value: request.id, style: 'danger' }),
      ),
      context(`You will not see the code. The request expires ${formatTime(request.expiresAt)}.`),
    ],
  };
}

export function buildApproved(facts: RequestFacts): SlackMessage {
  const { request, target } = facts;
  return {
    text: `Your request for ${nameOf(target)} was approved.`,
    blocks: [
      section(
        `:white_check_mark: *Your request for a backup code for ${nameOf(target)} was approved* by ${approverOf(facts)}.`,
      ),
      actions(
        button('Continue', { actionId: actionIds.showPrompt, value: request.id, style: 'primary' }),
        button('Cancel', { actionId: actionIds.cancelRequest, value: request.id }),
      ),
      context(
        `*Continue* shows you the button that generates the code, as often as you need it. The request expires ${formatTime(request.expiresAt)}.`,
      ),
    ],
  };
}

export function approverOf({ approver }: RequestFacts): string {
  return approver === null ? 'another administrator' : nameOf(approver);
}
