import type { App } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { say } from '../../../messages/say.ts';
import type { BotDeps } from '../../app/bot-deps.ts';
import { onClickAnywhere } from '../../app/on-click.ts';
import { onSubmission } from '../../app/on-submission.ts';
import { readId } from '../../app/read-click.ts';
import { context, section } from '../../blocks/message.ts';
import { modal, personField, timeField } from '../../blocks/modal.ts';
import { formatTime } from '../../blocks/mrkdwn.ts';
import { nameOf } from '../../blocks/people.ts';
import { buildRecord, buildRefusal } from '../../blocks/records.ts';
import { actionIds, callbackIds } from '../../ids.ts';

const DELEGATE = 'delegate';
const UNTIL = 'until';

/** **Name a delegate**, its form, and **End delegation**. */
export function registerDelegate(app: App, deps: BotDeps): void {
  onClickAnywhere(
    app,
    deps,
    actionIds.nameDelegate,
    async (click) => click.open(buildForm(/^[UW][A-Z0-9]+$/.test(click.value) ? click.value : null)),
    // The form tells nothing and grants nothing: its submission is decided.
    { asksSlack: false },
  );

  onSubmission(app, deps, callbackIds.nameDelegate, {
    answersIn: 'modal',
    read({ fields }) {
      const delegateSlackId = fields.person(DELEGATE);
      const endsAt = fields.time(UNTIL);
      if (delegateSlackId !== null && endsAt !== null)
        return { kind: 'read', input: { delegateSlackId, endsAt } };
      return {
        kind: 'wrong',
        errors: {
          ...(delegateSlackId === null ? { [DELEGATE]: say('slack.delegate.form.person.missing') } : {}),
          ...(endsAt === null ? { [UNTIL]: say('slack.delegate.form.until.missing') } : {}),
        },
      };
    },
    async act(submission, { delegateSlackId, endsAt }) {
      const delegate = await deps.lookUpPerson(delegateSlackId);
      const result = await deps.useCases.delegate({ ...submission, delegate, endsAt });
      if (result.kind === 'duplicate') return;
      if (result.kind === 'refused')
        return submission.tell(buildRefusal(result.refusals, say('slack.delegate.refused')));
      const { delegation } = result;
      const facts = { name: nameOf(result.delegate), until: formatTime(delegation.endsAt) };
      return submission.tell(
        buildRecord(say('slack.delegate.given', facts), say('slack.delegate.done.next', facts)),
      );
    },
  });

  onClickAnywhere(app, deps, actionIds.endDelegation, async (click) => {
    const result = await deps.useCases.endDelegation(click, readId('delegation', click));
    if (result.kind === 'duplicate') return;
    if (result.kind === 'refused')
      return click.tell(buildRefusal(result.refusals, say('slack.delegate.refused')));
    const { giver, delegate } = result;
    const name = (user: typeof giver) => (user === null ? say('slack.another_admin') : nameOf(user));
    const record = buildRecord(say('slack.delegate.ended', { giver: name(giver), name: name(delegate) }));
    await (click.place === 'message' && click.isEphemeral ? click.replace(record) : click.tell(record));
  });
}

function buildForm(initial: string | null): ModalView {
  return modal({
    callbackId: callbackIds.nameDelegate,
    title: say('slack.delegate.form.title'),
    submit: say('slack.button.delegate.submit'),
    blocks: [
      section(say('slack.delegate.form.intro')),
      personField(DELEGATE, say('slack.delegate.form.person'), initial === null ? {} : { initial }),
      timeField(UNTIL, say('slack.delegate.form.until'), { hint: say('slack.delegate.form.until.hint') }),
      context(say('slack.delegate.form.next')),
    ],
  });
}
