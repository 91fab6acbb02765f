import type { App } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { isId } from '../../../domain/ids.ts';
import { refuse } from '../../../domain/requests/refusals.ts';
import { say } from '../../../messages/say.ts';
import type { OpenRejectionResult } from '../../../services/requests/approvals/open-rejection.ts';
import { REASON_LENGTH_MAX } from '../../../services/requests/request-code.ts';
import type { BotDeps } from '../../app/bot-deps.ts';
import { onClickAnywhere } from '../../app/on-click.ts';
import { onSubmission } from '../../app/on-submission.ts';
import { readId } from '../../app/read-click.ts';
import { section } from '../../blocks/message.ts';
import { modal, textField } from '../../blocks/modal.ts';
import { nameOf } from '../../blocks/people.ts';
import { buildRecord, buildRefusal, describeRejection } from '../../blocks/records.ts';
import { buildLateAnswer } from '../../blocks/request-endings.ts';
import { actionIds, callbackIds } from '../../ids.ts';
import { toOneLine } from '../parse-command.ts';

const REASON = 'reason';

/** **Reject**: asks why, then ends the request. */
export function registerRejectRequest(app: App, deps: BotDeps): void {
  onClickAnywhere(
    app,
    deps,
    actionIds.rejectRequest,
    async (click) => {
      const asked = { ...click, requestId: readId('request', click) };
      let result = await deps.useCases.openRejection(asked);
      // If that takes longer than Slack waits, the next click finds the link that this one stores.
      if (result.kind === 'unlinked')
        result = await deps.useCases.openRejection({
          ...asked,
          clicker: await deps.lookUpPerson(click.slackUserId),
        });
      if (result.kind === 'duplicate') return;
      if (result.kind === 'unlinked')
        return click.tell(
          buildRefusal([refuse('requester_unknown_to_slack')], say('slack.approve.nothing_decided')),
        );
      if (result.kind === 'open') return click.open(buildRejectionForm(result));
      const message = buildLateAnswer(result, say('slack.approve.nothing_decided'));
      return result.late !== null ? click.replace(message) : click.tell(message);
    },
    { asksSlack: false },
  );

  onSubmission(app, deps, callbackIds.rejectRequest, {
    answersIn: 'modal',
    read({ fields }) {
      const reason = toOneLine(fields.text(REASON));
      return reason === ''
        ? { kind: 'wrong', errors: { [REASON]: say('slack.approve.reject.missing') } }
        : { kind: 'read', input: reason };
    },
    async act(submission, reason) {
      const { metadata } = submission;
      const requestId = isId('request', metadata) ? metadata : null;
      const result = await deps.useCases.decideRequest(
        { ...submission, requestId },
        { verdict: 'rejected', reason },
      );
      if (result.kind === 'duplicate') return;
      if (result.kind === 'refused')
        return submission.tell(buildLateAnswer(result, say('slack.approve.nothing_decided')));
      const requester = nameOf(result.requester);
      return submission.tell(
        buildRecord(
          say('slack.approve.you_rejected', { name: nameOf(result.target), requester }),
          ...describeRejection(result.request),
          say('slack.approve.notified', { requester }),
        ),
      );
    },
  });
}

function buildRejectionForm({
  request,
  requester,
  target,
}: Extract<OpenRejectionResult, { kind: 'open' }>): ModalView {
  return modal({
    callbackId: callbackIds.rejectRequest,
    title: say('slack.approve.reject.title'),
    submit: say('slack.button.reject'),
    metadata: request.id,
    blocks: [
      section(say('slack.approve.reject.intro', { name: nameOf(target), requester: nameOf(requester) })),
      textField(REASON, say('slack.approve.reject.reason'), {
        lengthMax: REASON_LENGTH_MAX,
        hint: say('slack.approve.reject.hint', { requester: requester.displayName }),
      }),
    ],
  });
}
