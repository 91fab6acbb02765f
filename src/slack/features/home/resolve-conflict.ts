import type { App } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { say } from '../../../messages/say.ts';
import { resolutions } from '../../../services/directory/provision/resolve-conflict.ts';
import type { ResolveByOwnerResult } from '../../../services/sources/conflict-by-owner.ts';
import type { ExplainedConflict } from '../../../services/sources/list-conflicts.ts';
import type { BotDeps } from '../../app/bot-deps.ts';
import { onClickAnywhere } from '../../app/on-click.ts';
import { onSubmission } from '../../app/on-submission.ts';
import { readId } from '../../app/read-click.ts';
import { type SlackMessage, section } from '../../blocks/message.ts';
import { modal, radioField } from '../../blocks/modal.ts';
import { nameOf } from '../../blocks/people.ts';
import { buildRecord, buildRefusal } from '../../blocks/records.ts';
import { actionIds, callbackIds } from '../../ids.ts';
import { describeConflict, factsOf } from './conflicts.ts';

const RESOLUTION = 'resolution';

/** **Resolve**: the ways in which an owner can decide a conflict, and what each does. */
export function registerResolveConflict(app: App, deps: BotDeps): void {
  const { useCases } = deps;
  onClickAnywhere(app, deps, actionIds.resolveConflict, async (click) => {
    const explained = await useCases.showConflict({
      ...click,
      person: click.clicker,
      conflictId: readId('conflict', click),
    });
    if (explained === null) return click.tell(buildRecord(say('slack.home.conflict.late')));
    await click.open(buildForm(explained));
  });
  onSubmission(app, deps, callbackIds.resolveConflict, {
    answersIn: 'modal',
    read({ fields }) {
      const resolution = resolutions.find((each) => each === fields.choice(RESOLUTION));
      return resolution === undefined
        ? { kind: 'wrong', errors: { [RESOLUTION]: say('slack.home.conflict.choose') } }
        : { kind: 'read', input: resolution };
    },
    async act(submission, resolution) {
      const conflictId = readId('conflict', { value: submission.metadata });
      const result = await useCases.resolveByOwner({ ...submission, conflictId, resolution });
      if (result.kind !== 'duplicate') await submission.tell(buildAnswer(result));
    },
  });
}

function buildForm(explained: ExplainedConflict): ModalView {
  const { conflict, possible } = explained;
  const facts = factsOf(explained);
  return modal({
    callbackId: callbackIds.resolveConflict,
    title: say('slack.home.conflict.title'),
    submit: say('slack.button.resolve'),
    metadata: conflict.id,
    blocks: [
      section(describeConflict(explained)),
      section(possible.map((way) => say(`slack.home.conflict.${way}.what`, facts)).join('\n')),
      radioField(
        RESOLUTION,
        say('slack.home.conflict.how'),
        possible.map((way) => ({ value: way, label: say(`slack.home.conflict.${way}`) })),
      ),
    ],
  });
}

function buildAnswer(result: Exclude<ResolveByOwnerResult, { kind: 'duplicate' }>): SlackMessage {
  switch (result.kind) {
    case 'refused':
      return buildRefusal(result.refusals, say('slack.nothing_done'));
    case 'not_owner':
      return buildRecord(say('slack.home.conflict.not_owner'));
    case 'late':
      return buildRecord(say('slack.home.conflict.late'));
    case 'resolved': {
      const { user, left } = result;
      const line =
        user === null
          ? say('slack.home.conflict.done.out')
          : say('slack.home.conflict.done', { name: nameOf(user) });
      return left === 0 ? buildRecord(line) : buildRecord(line, say('slack.home.conflict.left', { left }));
    }
  }
}
