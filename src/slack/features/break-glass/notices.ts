import { say } from '../../../messages/say.ts';
import type { BreakGlassNotice } from '../../../services/notices/describe-break-glass.ts';
import { describeAccount } from '../../blocks/describe-account.ts';
import { buildFreezeButton, buildReleaseButton } from '../../blocks/freeze-buttons.ts';
import { actions, button, context, type SlackMessage, section } from '../../blocks/message.ts';
import { escapeMrkdwn, formatTime } from '../../blocks/mrkdwn.ts';
import { nameOf } from '../../blocks/people.ts';
import { describeReason } from '../../blocks/records.ts';
import { buildRevokeButton } from '../../blocks/revoke-button.ts';
import { actionIds } from '../../ids.ts';
import { nameCloser } from './closer.ts';

/** To everyone who guards the organization, and those who could have approved. */
export function buildBreakGlassNotice(notice: BreakGlassNotice): SlackMessage {
  const message = notice.kind === 'security_review_closed' ? buildClosed(notice) : buildOpen(notice);
  if (notice.reader !== 'approver') return message;
  return { ...message, blocks: [...message.blocks, context(say('slack.glass.notice.approver'))] };
}

function buildOpen(notice: BreakGlassNotice): SlackMessage {
  const { review, target, liveCode, mayReview } = notice;
  const facts = factsOf(notice);
  const key = notice.kind === 'security_glass_broken' ? 'slack.glass.notice' : 'slack.glass.overdue';
  const buttons = [
    ...(mayReview ? [buildReviewButton(review.id)] : []),
    ...(liveCode === null ? [] : [buildRevokeButton(liveCode.id, nameOf(target))]),
    // What is pressed is done: a rehearsal offers nothing that would stop the others.
    ...(review.isRehearsal ? [] : [buildFreezeButton()]),
  ];
  return {
    text: say(key, facts),
    blocks: [
      section(say(`${key}.title`, facts)),
      context(describeAccount(target)),
      section(say(`${key}.facts`, facts)),
      ...(buttons.length === 0 ? [] : [actions(...buttons)]),
      context(say(`${key}.next`, { ...facts, until: formatTime(review.escalatesAt) })),
    ],
  };
}

function buildClosed(notice: BreakGlassNotice): SlackMessage {
  const { review, requester, target, liveCode, isFrozen } = notice;
  const isStopped = isFrozen && review.verdict === 'not_justified' && !review.isRehearsal;
  const facts = factsOf(notice);
  const title = say('slack.glass.closed', {
    ...facts,
    by: nameCloser(notice),
    verdict: review.verdict ?? '',
  });
  const buttons = [
    ...(liveCode === null ? [] : [buildRevokeButton(liveCode.id, nameOf(target))]),
    ...(isStopped ? [buildReleaseButton(requester.id, nameOf(requester))] : []),
  ];
  return {
    text: title,
    blocks: [
      section(title),
      section(say('slack.glass.closed.facts', { ...facts, note: escapeMrkdwn(review.note ?? '') })),
      ...(isStopped ? [section(say('slack.glass.closed.frozen', facts))] : []),
      ...(liveCode === null ? [] : [section(say('slack.glass.closed.live'))]),
      ...(buttons.length === 0 ? [] : [actions(...buttons)]),
    ],
  };
}

function factsOf({ review, requester, target, isOwn }: BreakGlassNotice) {
  return {
    requester: nameOf(requester),
    name: nameOf(target),
    time: formatTime(review.openedAt),
    reason: describeReason(review.reason),
    rehearsal: review.isRehearsal ? 'yes' : 'no',
    reader: isOwn ? 'you' : 'other',
  };
}

/** **Review**: opens the form. */
export function buildReviewButton(reviewId: string) {
  return button(say('slack.button.review'), {
    actionId: actionIds.reviewBreakGlass,
    value: reviewId,
    style: 'primary',
  });
}
