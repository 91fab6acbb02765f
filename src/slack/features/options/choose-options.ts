import type { App } from '@slack/bolt';
import { expiryAfter, lifetimeOf } from '../../../domain/codes/code-term.ts';
import { isId } from '../../../domain/ids.ts';
import { say } from '../../../messages/say.ts';
import type {
  ChooseOptionsInput,
  ChooseOptionsResult,
} from '../../../services/requests/options/choose-options.ts';
import type { BotDeps } from '../../app/bot-deps.ts';
import { onClick } from '../../app/on-click.ts';
import {
  type KnownSubmission,
  onSubmission,
  type Reading,
  type Submission,
} from '../../app/on-submission.ts';
import { readId } from '../../app/read-click.ts';
import { formatMoment } from '../../blocks/mrkdwn.ts';
import { nameOf } from '../../blocks/people.ts';
import { buildRecord } from '../../blocks/records.ts';
import { buildLateAnswer, isOver } from '../../blocks/request-endings.ts';
import { formatDuration } from '../../blocks/term.ts';
import { actionIds, callbackIds } from '../../ids.ts';
import { buildPrompt } from '../issue/prompt.ts';
import { buildOptionsForm, HOW_LONG, START, START_AT } from './form.ts';

type Entered = Pick<ChooseOptionsInput, 'lifetimeMinutes' | 'startsAt'>;

/** **Options**: a form about how long the code works and from when on; then the prompt goes on. */
export function registerChooseOptions(app: App, deps: BotDeps): void {
  onClick(
    app,
    deps,
    actionIds.chooseOptions,
    async (click) => {
      const requestId = readId('request', click);
      const result = await deps.useCases.openOptions({ ...click, requestId }, click.responseUrl);
      switch (result.kind) {
        case 'duplicate':
          return;
        case 'open':
          return click.open(buildOptionsForm(result));
        case 'refused': {
          const message = buildLateAnswer(result, say('slack.options.refused'));
          return isOver(result) ? click.replace(message) : click.tell(message);
        }
      }
    },
    { asksSlack: false },
  );
  onSubmission(app, deps, callbackIds.chooseOptions, {
    answersIn: 'modal',
    read: readEntered,
    act: (submission, entered) => choose(deps, submission, entered),
  });
}

function readEntered({ fields }: Submission): Reading<Entered> {
  const lifetimeMinutes = Number(fields.choice(HOW_LONG) ?? Number.NaN);
  if (fields.choice(START) !== 'later') return { kind: 'read', input: { lifetimeMinutes, startsAt: null } };
  const startsAt = fields.time(START_AT);
  return startsAt === null
    ? { kind: 'wrong', errors: { [START_AT]: say('slack.options.start_at.missing') } }
    : { kind: 'read', input: { lifetimeMinutes, startsAt } };
}

async function choose(deps: BotDeps, submission: KnownSubmission, entered: Entered): Promise<void> {
  const { metadata } = submission;
  const requestId = isId('request', metadata) ? metadata : null;
  const result = await deps.useCases.chooseOptions({ ...submission, ...entered, requestId });
  switch (result.kind) {
    case 'duplicate':
      return;
    case 'refused':
      return submission.tell(buildLateAnswer(result, say('slack.options.refused')));
    case 'chosen': {
      const { promptUrl } = result;
      const prompt = buildPrompt(result);
      const isReplaced =
        promptUrl !== null &&
        (await deps.postResponse(promptUrl, prompt, { replaceOriginal: true })).kind === 'accepted';
      if (!isReplaced) await deps.postInDirectMessage(submission.workspace, submission.slackUserId, prompt);
      return submission.tell(buildChosen(result));
    }
  }
}

function buildChosen({
  request,
  target,
  policy,
  hasVoided,
}: Extract<ChooseOptionsResult, { kind: 'chosen' }>) {
  const name = nameOf(target);
  const { startsAt } = request;
  const line =
    startsAt === null
      ? say('slack.options.chosen', { name, duration: formatDuration(lifetimeOf(request, policy)) })
      : say('slack.options.chosen.later', {
          name,
          start: formatMoment(startsAt),
          until: formatMoment(expiryAfter(startsAt, request, policy)),
        });
  const voided = hasVoided ? [say('slack.options.chosen.voided')] : [];
  return buildRecord(line, ...voided, say('slack.options.chosen.next'));
}
