import type { App } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { DirectoryUser } from '../../../domain/directory/directory-user.ts';
import { say } from '../../../messages/say.ts';
import type { HelpClickRefused } from '../../../services/requests/help/open-help-click.ts';
import { REASON_LENGTH_MAX } from '../../../services/requests/request-code.ts';
import type { BotDeps } from '../../app/bot-deps.ts';
import { type KnownClickAnywhere, onClickAnywhere } from '../../app/on-click.ts';
import { onSubmission } from '../../app/on-submission.ts';
import { readId } from '../../app/read-click.ts';
import { type SlackMessage, section } from '../../blocks/message.ts';
import { modal, textField } from '../../blocks/modal.ts';
import { nameOf } from '../../blocks/people.ts';
import { buildRecord, buildRefusal } from '../../blocks/records.ts';
import { actionIds, callbackIds } from '../../ids.ts';
import { buildHeld } from '../issue/held.ts';
import { promptInDirectMessage } from '../issue/subcommand.ts';
import { toOneLine } from '../parse-command.ts';
import { buildHelpRecord, buildLateHelp } from './answer.ts';
import { buildQueue } from './queue.ts';

const REASON = 'reason';

/** The desk's side: **Take**, **Give back** and **Decline**. */
export function registerTakeHelp(app: App, deps: BotDeps): void {
  const { useCases } = deps;
  onClickAnywhere(app, deps, actionIds.takeHelp, (click) => take(deps, click));
  onClickAnywhere(app, deps, actionIds.giveBackHelp, (click) => giveBack(deps, click));
  const openForm = async (click: KnownClickAnywhere): Promise<void> => {
    const target = await useCases.findDeclined({ ...click, helpRequestId: readId('helpRequest', click) });
    if (target === null) return click.tell(buildRecord(say('slack.request.decline.gone')));
    await click.open(buildForm(target, click.value));
  };
  onClickAnywhere(app, deps, actionIds.declineHelp, openForm, { asksSlack: false });
  onSubmission(app, deps, callbackIds.declineHelp, {
    answersIn: 'modal',
    read: ({ fields }) => ({ kind: 'read', input: toOneLine(fields.text(REASON)) }),
    async act(submission, reason) {
      const helpRequestId = readId('helpRequest', { value: submission.metadata });
      const result = await useCases.declineHelp({ ...submission, helpRequestId }, reason);
      if (result.kind === 'duplicate') return;
      await submission.tell(
        result.kind === 'refused' || result.kind === 'late'
          ? buildNotDone(result)
          : buildHelpRecord(result, result.help.endedBy),
      );
    },
  });
}

function buildForm(target: DirectoryUser, metadata: string): ModalView {
  return modal({
    callbackId: callbackIds.declineHelp,
    title: say('slack.request.decline.title'),
    submit: say('slack.button.decline'),
    metadata,
    blocks: [
      section(say('slack.request.decline.intro', { name: nameOf(target) })),
      textField(REASON, say('slack.request.decline.reason'), {
        placeholder: say('slack.request.decline.example'),
        lengthMax: REASON_LENGTH_MAX,
      }),
    ],
  });
}

async function take(deps: BotDeps, click: KnownClickAnywhere): Promise<void> {
  const { lookUpPerson } = deps;
  const helpRequestId = readId('helpRequest', click);
  const result = await deps.useCases.takeHelp({ ...click, helpRequestId, lookUpPerson });
  if (result.kind === 'duplicate') return;
  if (result.kind !== 'opened') return answer(deps, click, buildNotDone(result));
  const message = result.isHeld
    ? buildHeld(result.request, result.target)
    : await promptInDirectMessage(deps, { ...click, requesterSlackId: click.slackUserId }, result);
  await answer(deps, click, message);
}

async function giveBack(deps: BotDeps, click: KnownClickAnywhere): Promise<void> {
  const helpRequestId = readId('helpRequest', click);
  const result = await deps.useCases.giveBackHelp({ ...click, helpRequestId });
  if (result.kind === 'duplicate') return;
  const message =
    result.kind === 'refused' || result.kind === 'late'
      ? buildNotDone(result)
      : buildRecord(
          say('slack.request.gave_back', { name: nameOf(result.target), position: result.position ?? 0 }),
        );
  await answer(deps, click, message);
}

function buildNotDone(result: Exclude<HelpClickRefused, { kind: 'duplicate' }>): SlackMessage {
  return result.kind === 'late'
    ? buildLateHelp(result)
    : buildRefusal(result.refusals, say('slack.nothing_done'));
}

/** In the list that only the clicker has: above the queue as it is now. In the Home tab and in a notice, by itself. */
async function answer(deps: BotDeps, click: KnownClickAnywhere, message: SlackMessage): Promise<void> {
  if (!click.isEphemeral) return click.tell(message);
  const { slackUserId: requesterSlackId, clicker: requester } = click;
  const queue = await deps.useCases.listQueue({ ...click, requesterSlackId, requester });
  if (queue.kind === 'refused') return click.replace(message);
  const { text, blocks } = message;
  await click.replace({ text, blocks: [...blocks, { type: 'divider' }, ...buildQueue(queue).blocks] });
}
