import type { App } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { say } from '../../../messages/say.ts';
import { REASON_LENGTH_MAX } from '../../../services/requests/request-code.ts';
import type { BotDeps } from '../../app/bot-deps.ts';
import { type KnownClickAnywhere, onClickAnywhere } from '../../app/on-click.ts';
import { onSubmission } from '../../app/on-submission.ts';
import { readId } from '../../app/read-click.ts';
import { section } from '../../blocks/message.ts';
import { modal, textField } from '../../blocks/modal.ts';
import { buildRefusal } from '../../blocks/records.ts';
import { actionIds, callbackIds } from '../../ids.ts';
import { toOneLine } from '../parse-command.ts';
import { buildHelpAnswer, buildHelpDisowned, buildHelpRecord, buildLateHelp } from './answer.ts';

const REASON = 'reason';

/** The person's side: **Ask for help**, its form, **Cancel** and **This wasn't me**. */
export function registerAskForHelp(app: App, deps: BotDeps): void {
  const { useCases, lookUpPerson } = deps;
  const fromFacts = { asksSlack: false };
  const open = (click: KnownClickAnywhere) => click.open(buildForm(click.organization.policy));
  onClickAnywhere(app, deps, actionIds.askForHelp, open, fromFacts);
  onSubmission(app, deps, callbackIds.askForHelp, {
    answersIn: 'modal',
    read: ({ fields }) => ({ kind: 'read', input: toOneLine(fields.text(REASON)) }),
    async act(submission, reason) {
      const { slackUserId: requesterSlackId, clicker: requester } = submission;
      const asking = { ...submission, requesterSlackId, requester, targetSlackId: null, reason };
      const message = buildHelpAnswer(await useCases.askForHelp({ ...asking, lookUpPerson }));
      if (message !== null) await submission.tell(message);
    },
  });
  onClickAnywhere(app, deps, actionIds.cancelHelp, (click) => cancel(deps, click));
  onClickAnywhere(app, deps, actionIds.disownHelp, (click) => disown(deps, click), fromFacts);
}

function buildForm({ reasonRequired }: { readonly reasonRequired: boolean }): ModalView {
  return modal({
    callbackId: callbackIds.askForHelp,
    title: say('slack.request.form.title'),
    submit: say('slack.button.ask_help'),
    blocks: [
      section(say('slack.request.form.intro')),
      textField(REASON, say('slack.request.form.reason'), {
        placeholder: say('slack.request.form.example'),
        lengthMax: REASON_LENGTH_MAX,
        isOptional: !reasonRequired,
      }),
    ],
  });
}

async function cancel({ useCases }: BotDeps, click: KnownClickAnywhere): Promise<void> {
  const result = await useCases.cancelHelp({ ...click, helpRequestId: readId('helpRequest', click) });
  switch (result.kind) {
    case 'duplicate':
      return;
    case 'refused':
      return click.tell(buildRefusal(result.refusals, say('slack.nothing_done')));
    case 'late':
      return click.replace(buildLateHelp(result));
    case 'cancelled':
      return click.replace(buildHelpRecord(result, result.help.endedBy));
  }
}

async function disown({ useCases, lookUpPerson }: BotDeps, click: KnownClickAnywhere): Promise<void> {
  const result = await useCases.disownHelp({
    ...click,
    helpRequestId: readId('helpRequest', click),
    lookUpClicker: () => lookUpPerson(click.slackUserId),
  });
  switch (result.kind) {
    case 'duplicate':
      return;
    case 'refused':
      return click.tell(buildRefusal(result.refusals, say('slack.nothing_done')));
    case 'late':
      return click.replace(buildLateHelp(result));
    case 'disowned':
    case 'disowned_before':
      return click.replace(buildHelpDisowned(result));
  }
}
