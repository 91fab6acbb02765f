import type { App } from '@slack/bolt';
import { isId } from '../../../domain/ids.ts';
import {
  methodsWithEvidence,
  type VerificationMethod,
  verificationMethods,
} from '../../../domain/requests/verification.ts';
import { say } from '../../../messages/say.ts';
import type { VerifyCallerInput } from '../../../services/requests/verify-caller.ts';
import type { BotDeps } from '../../app/bot-deps.ts';
import { onClick } from '../../app/on-click.ts';
import {
  type KnownSubmission,
  onSubmission,
  type Reading,
  type Submission,
} from '../../app/on-submission.ts';
import { readId } from '../../app/read-click.ts';
import { nameOf } from '../../blocks/people.ts';
import { buildRecord } from '../../blocks/records.ts';
import { buildLateAnswer, isOver } from '../../blocks/request-endings.ts';
import { actionIds, callbackIds } from '../../ids.ts';
import { buildPrompt } from '../issue/prompt.ts';
import { toOneLine } from '../parse-command.ts';
import { buildVerificationForm, evidenceOf, MANAGER, METHODS, REASON, TICKET } from './form.ts';

type Entered = Pick<VerifyCallerInput, 'reason' | 'ticket' | 'methods'> & {
  readonly managerSlackId: string | null;
};

/** **Verify caller**: a form about how the requester made sure who the caller is; then the prompt goes on. */
export function registerVerifyCaller(app: App, deps: BotDeps): void {
  onClick(
    app,
    deps,
    actionIds.verifyCaller,
    async (click) => {
      const { responseUrl } = click;
      const result = await deps.useCases.openVerification(
        { ...click, requestId: readId('request', click) },
        responseUrl,
      );
      switch (result.kind) {
        case 'duplicate':
          return;
        case 'open':
          return click.open(buildVerificationForm(result));
        case 'refused': {
          const message = buildLateAnswer(result, say('slack.issue.refused'));
          return isOver(result) ? click.replace(message) : click.tell(message);
        }
      }
    },
    { asksSlack: false },
  );
  onSubmission(app, deps, callbackIds.verifyCaller, {
    answersIn: 'modal',
    read: readEntered,
    act: (submission, entered) => verify(deps, submission, entered),
  });
}

function readEntered({ fields }: Submission): Reading<Entered> {
  const chosen = fields.choices(METHODS).filter(isMethod);
  const methods = [...new Set(chosen)].map((method) => ({
    method,
    evidence: toOneLine(fields.text(evidenceOf(method))),
  }));
  const errors = methods
    .filter(({ method, evidence }) => methodsWithEvidence.includes(method) && evidence === '')
    .map(({ method }) => [evidenceOf(method), say('slack.verify.evidence.missing')]);
  if (errors.length > 0) return { kind: 'wrong', errors: Object.fromEntries(errors) };
  const reason = toOneLine(fields.text(REASON));
  const ticket = fields.text(TICKET);
  return { kind: 'read', input: { reason, ticket, methods, managerSlackId: fields.person(MANAGER) } };
}

function isMethod(text: string): text is VerificationMethod {
  return (verificationMethods as readonly string[]).includes(text);
}

async function verify(
  deps: BotDeps,
  submission: KnownSubmission,
  { managerSlackId, ...entered }: Entered,
): Promise<void> {
  const { metadata } = submission;
  const result = await deps.useCases.verifyCaller({
    ...submission,
    ...entered,
    requestId: isId('request', metadata) ? metadata : null,
    manager: managerSlackId === null ? null : await deps.lookUpPerson(managerSlackId),
  });
  switch (result.kind) {
    case 'duplicate':
      return;
    case 'refused':
      return submission.tell(buildLateAnswer(result, say('slack.verify.refused')));
    case 'recorded': {
      const { promptUrl, target } = result;
      const prompt = buildPrompt(result);
      const isReplaced =
        promptUrl !== null &&
        (await deps.postResponse(promptUrl, prompt, { replaceOriginal: true })).kind === 'accepted';
      if (!isReplaced) await deps.postInDirectMessage(submission.workspace, submission.slackUserId, prompt);
      const name = nameOf(target);
      return submission.tell(
        buildRecord(say('slack.verify.recorded', { name }), say('slack.verify.recorded.next')),
      );
    }
  }
}
