import type { App } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { say } from '../../../messages/say.ts';
import { REASON_LENGTH_MAX } from '../../../services/requests/request-code.ts';
import type { BotDeps } from '../../app/bot-deps.ts';
import { onShortcut } from '../../app/on-shortcut.ts';
import { type KnownSubmission, onSubmission } from '../../app/on-submission.ts';
import { section } from '../../blocks/message.ts';
import { modal, personField, textField } from '../../blocks/modal.ts';
import { buildRecord, buildRefusal } from '../../blocks/records.ts';
import { callbackIds, shortcutIds } from '../../ids.ts';
import { toOneLine } from '../parse-command.ts';
import { issue } from './subcommand.ts';

const PERSON = 'person';
const REASON = 'reason';

/** **Generate a backup code**, from Slack's menu of shortcuts and from a message's: a form, and then all is as after `/backupcode @name`. */
export function registerIssueShortcuts(app: App, deps: BotDeps): void {
  onShortcut(app, deps, shortcutIds.issueFor, () => buildIssueForm(null));
  // The message's text is not taken as the reason: whoever wrote it may be the attacker.
  onShortcut(app, deps, shortcutIds.issueForAuthor, ({ authorId }) =>
    authorId === null ? buildRecord(say('slack.shortcut.of_app')) : buildIssueForm(authorId),
  );
  onSubmission(app, deps, callbackIds.issueFor, {
    answersIn: 'modal',
    read({ fields }) {
      const targetSlackId = fields.person(PERSON);
      if (targetSlackId === null)
        return { kind: 'wrong', errors: { [PERSON]: say('slack.shortcut.person.missing') } };
      return { kind: 'read', input: { targetSlackId, reason: toOneLine(fields.text(REASON)) } };
    },
    act: (submission, input) => request(deps, submission, input),
  });
}

export function buildIssueForm(targetSlackId: string | null): ModalView {
  return modal({
    callbackId: callbackIds.issueFor,
    title: say('slack.shortcut.title'),
    submit: say('slack.button.next'),
    blocks: [
      section(say('slack.shortcut.intro')),
      personField(PERSON, say('slack.shortcut.person'), {
        placeholder: say('slack.shortcut.person.placeholder'),
        ...(targetSlackId === null ? {} : { initial: targetSlackId }),
      }),
      textField(REASON, say('slack.shortcut.reason'), {
        hint: say('slack.shortcut.reason.hint'),
        isOptional: true,
        lengthMax: REASON_LENGTH_MAX,
      }),
    ],
  });
}

async function request(
  deps: BotDeps,
  submission: KnownSubmission,
  { targetSlackId, reason }: { readonly targetSlackId: string; readonly reason: string },
): Promise<void> {
  const {
    clicker,
    slackUserId: requesterSlackId,
    organization,
    workspace,
    channelId,
    deliveryKey,
  } = submission;
  const asking = {
    organization,
    workspace,
    channelId,
    deliveryKey,
    requesterSlackId,
    targetSlackId,
    reason,
    responseUrl: null,
  };
  const { refused, answer } = issue;
  const lookUpPerson = async () => clicker;
  const screening = await deps.useCases.screenRequester({
    ...asking,
    asks: refused.act,
    refused,
    lookUpPerson,
  });
  if (screening.kind === 'duplicate') return;
  const message =
    screening.kind === 'refused'
      ? buildRefusal(screening.refusals, say('slack.issue.refused'), refused.act)
      : await answer(deps, { ...asking, requester: clicker });
  if (message !== null) await submission.tell(message);
}
