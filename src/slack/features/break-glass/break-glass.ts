import type { App } from '@slack/bolt';
import { isId } from '../../../domain/ids.ts';
import { areBreakGlassWords } from '../../../domain/requests/break-glass.ts';
import { say } from '../../../messages/say.ts';
import type { BreakGlassInput } from '../../../services/requests/break-glass/break-glass.ts';
import type { BotDeps } from '../../app/bot-deps.ts';
import { onClickAnywhere } from '../../app/on-click.ts';
import {
  type KnownSubmission,
  onSubmission,
  type Reading,
  type Submission,
} from '../../app/on-submission.ts';
import { readId } from '../../app/read-click.ts';
import { formatTime } from '../../blocks/mrkdwn.ts';
import { nameOf } from '../../blocks/people.ts';
import { buildRecord } from '../../blocks/records.ts';
import { buildLateAnswer, isOver } from '../../blocks/request-endings.ts';
import { actionIds, callbackIds } from '../../ids.ts';
import { buildPrompt } from '../issue/prompt.ts';
import { toOneLine } from '../parse-command.ts';
import { buildBreakGlassForm, MODE, REASON, REHEARSAL, WORDS } from './form.ts';

type Entered = Pick<BreakGlassInput, 'reason' | 'words' | 'isRehearsal'>;

/** **Break glass**: a form, and then the request goes on without approvals. */
export function registerBreakGlass(app: App, deps: BotDeps): void {
  onClickAnywhere(
    app,
    deps,
    actionIds.breakGlass,
    async (click) => {
      // Only an ephemeral is a prompt of ours; another message must never become one.
      const promptUrl = click.place === 'message' && click.isEphemeral ? click.responseUrl : null;
      const requestId = readId('request', click);
      const result = await deps.useCases.openBreakGlass({ ...click, requestId }, promptUrl);
      switch (result.kind) {
        case 'duplicate':
          return;
        case 'open':
          return click.open(buildBreakGlassForm(result));
        case 'refused': {
          const message = buildLateAnswer(result, say('slack.glass.refused'));
          return isOver(result) && click.place === 'message' ? click.replace(message) : click.tell(message);
        }
      }
    },
    { asksSlack: false },
  );
  onSubmission(app, deps, callbackIds.breakGlass, {
    answersIn: 'modal',
    read: readEntered,
    act: (submission, entered) => breakGlass(deps, submission, entered),
  });
}

function readEntered({ fields }: Submission): Reading<Entered> {
  const reason = toOneLine(fields.text(REASON));
  const words = fields.text(WORDS);
  const errors = {
    ...(reason === '' && { [REASON]: say('slack.glass.reason.missing') }),
    ...(!areBreakGlassWords(words) && {
      [WORDS]: say('slack.glass.confirm.wrong', { words: say('slack.glass.words') }),
    }),
  };
  if (Object.keys(errors).length > 0) return { kind: 'wrong', errors };
  return { kind: 'read', input: { reason, words, isRehearsal: fields.choices(MODE).includes(REHEARSAL) } };
}

async function breakGlass(deps: BotDeps, submission: KnownSubmission, entered: Entered): Promise<void> {
  const { metadata } = submission;
  const requestId = isId('request', metadata) ? metadata : null;
  const result = await deps.useCases.breakGlass({ ...submission, ...entered, requestId });
  switch (result.kind) {
    case 'duplicate':
      return;
    case 'refused':
      return submission.tell(buildLateAnswer(result, say('slack.glass.refused')));
    case 'broken': {
      const { promptUrl, request, review, notified: count, target } = result;
      // If the prompt is gone, the message that is on its way brings it back.
      if (promptUrl !== null)
        await deps.postResponse(promptUrl, buildPrompt(result), { replaceOriginal: true });
      const facts = { name: nameOf(target), count, rehearsal: review.isRehearsal ? 'yes' : 'no' };
      const next = say('slack.glass.done.next', { until: formatTime(request.expiresAt) });
      return submission.tell(buildRecord(say('slack.glass.done', facts), next));
    }
  }
}
