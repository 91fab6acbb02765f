import type { KnownBlock } from '@slack/types';
import { say } from '../../../messages/say.ts';
import type { Desk, DeskRequest, OwnDesk, Some } from '../../../services/home/read-desk.ts';
import { verificationRecordOf } from '../../../services/organization/verification-record.ts';
import type { DescribedReview } from '../../../services/requests/break-glass/describe-review.ts';
import { buildLiveItem } from '../../blocks/live.ts';
import { actions, button, context, section } from '../../blocks/message.ts';
import { escapeMrkdwn, formatTime } from '../../blocks/mrkdwn.ts';
import { nameOf } from '../../blocks/people.ts';
import { describeReason } from '../../blocks/records.ts';
import { buildDecisionButtons } from '../../blocks/request-buttons.ts';
import { buildRevokeButton } from '../../blocks/revoke-button.ts';
import { describeTerm } from '../../blocks/term.ts';
import { actionIds } from '../../ids.ts';
import { buildReviewButton } from '../break-glass/notices.ts';
import { buildConflict } from './conflicts.ts';

/** What waits for the reader, what they asked for, what works now, and what keeps people from getting a code. */
export function buildDesk(desk: Desk): KnownBlock[] {
  const { approvals, reviews, ownRequests, codes, conflicts, domains, reader, isHeld } = desk;
  return [
    ...buildApprovals(approvals),
    ...list('slack.home.reviews', reviews, buildReview),
    ...list('slack.home.requests', ownRequests, (own) => buildOwnRequest(own, isHeld)),
    ...list(
      'slack.home.codes',
      codes,
      (code) => [buildLiveItem(code, reader.id, buildRevokeButton)],
      'slack.home.codes.none',
    ),
    ...list('slack.home.conflicts', conflicts, (conflict) => [buildConflict(conflict)]),
    ...list('slack.home.domains', domains, (domain) => {
      const { name, value } = verificationRecordOf(domain);
      const facts = {
        domain: escapeMrkdwn(domain.name),
        name: copyable(name),
        value: copyable(value),
      };
      return [section(say('slack.home.domain', facts))];
    }),
  ];
}

/** For people of the help desk, and for managers once they have asked for something. */
export function buildOwnDesk(
  { ownRequests, codes, reader, isHeld }: OwnDesk,
  isOnDesk: boolean,
): KnownBlock[] {
  return [
    ...list('slack.home.requests', ownRequests, (own) => buildOwnRequest(own, isHeld)),
    ...list(
      'slack.home.codes',
      codes,
      (code) => [buildLiveItem(code, reader.id, buildRevokeButton)],
      isOnDesk ? 'slack.home.codes.none' : undefined,
    ),
  ];
}

export function buildApprovals(approvals: Some<DeskRequest>): KnownBlock[] {
  return list('slack.home.approvals', approvals, buildApproval);
}

/** Left out if there is nothing in it, unless there is a sentence for that. */
function list<Item>(
  title:
    | 'slack.home.approvals'
    | 'slack.home.reviews'
    | 'slack.home.requests'
    | 'slack.home.codes'
    | 'slack.home.conflicts'
    | 'slack.home.domains',
  { items, count }: Some<Item>,
  build: (item: Item) => KnownBlock[],
  none?: 'slack.home.codes.none',
): KnownBlock[] {
  if (count === 0 && none === undefined) return [];
  const more = count - items.length;
  return [
    { type: 'divider' },
    section(say(title, { count })),
    ...items.flatMap(build),
    ...(count === 0 && none !== undefined ? [section(say(none))] : []),
    ...(more > 0 ? [context(say('slack.home.more', { count: more }))] : []),
  ];
}

function buildApproval({ request, requester, target }: DeskRequest): KnownBlock[] {
  const facts = {
    requester: requester === null ? say('slack.another_admin') : nameOf(requester),
    name: nameOf(target),
    role: say(`role.phrase.${target.role}`),
    reason: describeReason(request.reason),
    until: formatTime(request.expiresAt),
  };
  return [
    section(say('slack.home.approval', facts)),
    ...(request.lifetimeMinutes === null
      ? []
      : [context(describeTerm(request, request.lifetimeMinutes, facts.requester))]),
    buildDecisionButtons(request.id),
  ];
}

function buildReview({ review, requester, target }: DescribedReview): KnownBlock[] {
  const facts = {
    requester: nameOf(requester),
    name: nameOf(target),
    time: formatTime(review.openedAt),
    reason: describeReason(review.reason),
    rehearsal: review.isRehearsal ? 'yes' : 'no',
  };
  return [section(say('slack.home.review', facts), buildReviewButton(review.id))];
}

function buildOwnRequest({ request, target }: DeskRequest, isHeld: boolean): KnownBlock[] {
  const isWaiting = request.state === 'pending' && request.approvalAskedAt !== null;
  const facts = { name: nameOf(target), until: formatTime(request.expiresAt) };
  return [
    section(say(`slack.home.request.${isWaiting ? 'waiting' : isHeld ? 'held' : 'open'}`, facts)),
    actions(
      ...(isWaiting || isHeld
        ? []
        : [
            button(say('slack.button.continue'), {
              actionId: actionIds.homeContinue,
              value: request.id,
              style: 'primary',
            }),
          ]),
      button(say('slack.button.cancel'), { actionId: actionIds.cancelRequest, value: request.id }),
    ),
  ];
}

/** Within code marks, to be copied: nothing of it may become a look-alike, and a record has none of what Slack would read. */
function copyable(text: string): string {
  return text.replace(/[^\w.=-]/g, '');
}
