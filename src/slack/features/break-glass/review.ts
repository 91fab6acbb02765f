import type { App } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { isId } from '../../../domain/ids.ts';
import { refuse } from '../../../domain/requests/refusals.ts';
import {
  REVIEW_NOTE_LENGTH_MAX,
  type ReviewVerdict,
  reviewVerdicts,
} from '../../../domain/requests/review.ts';
import { say } from '../../../messages/say.ts';
import type { DescribedReview } from '../../../services/requests/break-glass/describe-review.ts';
import type { CloseReviewResult } from '../../../services/requests/break-glass/review-by-person.ts';
import type { BotDeps } from '../../app/bot-deps.ts';
import { onClickAnywhere } from '../../app/on-click.ts';
import {
  type KnownSubmission,
  onSubmission,
  type Reading,
  type Submission,
} from '../../app/on-submission.ts';
import { readId } from '../../app/read-click.ts';
import { actions, context, type SlackMessage, section } from '../../blocks/message.ts';
import { modal, radioField, textField } from '../../blocks/modal.ts';
import { formatTime } from '../../blocks/mrkdwn.ts';
import { nameOf } from '../../blocks/people.ts';
import { buildRecord, buildRefusal, describeReason } from '../../blocks/records.ts';
import { buildRevokeButton } from '../../blocks/revoke-button.ts';
import { actionIds, callbackIds } from '../../ids.ts';
import { toOneLine } from '../parse-command.ts';
import { nameCloser } from './closer.ts';

/** The fields of the form. */
const VERDICT = 'verdict';
const NOTE = 'note';

interface Entered {
  readonly verdict: ReviewVerdict;
  readonly note: string;
}

/** **Review**: another person's verdict on a break-glass. */
export function registerReviewBreakGlass(app: App, deps: BotDeps): void {
  onClickAnywhere(
    app,
    deps,
    actionIds.reviewBreakGlass,
    async (click) => {
      const asked = { ...click, reviewId: readId('review', click) };
      let result = await deps.useCases.reviews.open(asked);
      // If that takes longer than Slack waits, the next click finds the link that this one stores.
      if (result.kind === 'unlinked') {
        const clicker = await deps.lookUpPerson(click.slackUserId);
        result = await deps.useCases.reviews.open({ ...asked, clicker });
      }
      if (result.kind === 'duplicate') return;
      if (result.kind === 'unlinked') {
        const unknown = [refuse('requester_unknown_to_slack')];
        return click.tell(buildRefusal(unknown, say('slack.review.refused')));
      }
      return result.kind === 'open'
        ? click.open(buildReviewForm(result.described))
        : click.tell(buildReviewRefusal(result));
    },
    { asksSlack: false },
  );
  onSubmission(app, deps, callbackIds.reviewBreakGlass, {
    answersIn: 'modal',
    read: readEntered,
    act: (submission, entered) => close(deps, submission, entered),
  });
}

export function buildReviewForm({ review, requester, target, liveCode }: DescribedReview): ModalView {
  const facts = {
    requester: nameOf(requester),
    name: nameOf(target),
    time: formatTime(review.openedAt),
    reason: describeReason(review.reason),
    rehearsal: review.isRehearsal ? 'yes' : 'no',
  };
  return modal({
    callbackId: callbackIds.reviewBreakGlass,
    title: say('slack.review.title'),
    submit: say('slack.review.submit'),
    metadata: review.id,
    blocks: [
      section(say('slack.review.facts', facts)),
      ...(liveCode === null ? [] : [section(say('slack.review.live'))]),
      context(say('slack.review.caution', facts)),
      radioField(VERDICT, say('slack.review.verdict'), [
        {
          value: 'justified',
          label: say('slack.review.verdict.justified'),
          detail: say('slack.review.verdict.justified.detail'),
        },
        {
          value: 'not_justified',
          label: say('slack.review.verdict.not_justified'),
          detail: review.isRehearsal
            ? say('slack.review.verdict.not_justified.rehearsal')
            : say('slack.review.verdict.not_justified.detail'),
        },
      ]),
      textField(NOTE, say('slack.review.note'), { lengthMax: REVIEW_NOTE_LENGTH_MAX, isMultiline: true }),
    ],
  });
}

function readEntered({ fields }: Submission): Reading<Entered> {
  const verdict = reviewVerdicts.find((each) => each === fields.choice(VERDICT));
  const note = toOneLine(fields.text(NOTE));
  if (verdict !== undefined && note !== '') return { kind: 'read', input: { verdict, note } };
  return {
    kind: 'wrong',
    errors: {
      ...(verdict === undefined && { [VERDICT]: say('slack.review.verdict.missing') }),
      ...(note === '' && { [NOTE]: say('slack.review.note.missing') }),
    },
  };
}

async function close(deps: BotDeps, submission: KnownSubmission, { verdict, note }: Entered): Promise<void> {
  const { metadata } = submission;
  const reviewId = isId('review', metadata) ? metadata : null;
  const result = await deps.useCases.reviews.close({ ...submission, reviewId }, verdict, note);
  if (result.kind === 'duplicate') return;
  await submission.tell(result.kind === 'refused' ? buildReviewRefusal(result) : buildReviewClosed(result));
}

export function buildReviewClosed({
  review,
  frozen,
  described,
}: Extract<CloseReviewResult, { kind: 'closed' }>): SlackMessage {
  const { target, liveCode } = described;
  const title = say('slack.review.done', { verdict: review.verdict ?? '' });
  return {
    text: title,
    blocks: [
      section(title),
      ...(frozen === null ? [] : [section(say('slack.glass.closed.frozen', { requester: nameOf(frozen) }))]),
      ...(liveCode === null || review.verdict === 'justified'
        ? []
        : [section(say('slack.glass.closed.live')), actions(buildRevokeButton(liveCode.id, nameOf(target)))]),
      context(say('slack.review.done.next')),
    ],
  };
}

export function buildReviewRefusal({
  refusals,
  closed,
}: Extract<CloseReviewResult, { kind: 'refused' }>): SlackMessage {
  if (closed === null) return buildRefusal(refusals, say('slack.review.refused'));
  const { review } = closed;
  return buildRecord(
    say('slack.review.closed_before', {
      by: nameCloser(closed),
      time: formatTime(review.closedAt ?? review.openedAt),
      verdict: review.verdict ?? '',
    }),
  );
}
