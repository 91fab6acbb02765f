import type { ModalView } from '@slack/types';
import type { DirectoryUser } from '../../../domain/directory/directory-user.ts';
import type { IssueRequest } from '../../../domain/requests/issue-request.ts';
import { say } from '../../../messages/say.ts';
import { REASON_LENGTH_MAX } from '../../../services/requests/request-code.ts';
import { context, section } from '../../blocks/message.ts';
import { checkboxField, modal, textField } from '../../blocks/modal.ts';
import { nameOf } from '../../blocks/people.ts';
import { callbackIds } from '../../ids.ts';

/** The fields of the form. */
export const REASON = 'reason';
export const WORDS = 'words';
export const MODE = 'mode';
export const REHEARSAL = 'rehearsal';

const WORDS_LENGTH_MAX = 50;

interface FormFacts {
  readonly request: IssueRequest;
  readonly target: DirectoryUser;
  readonly isOnlyRehearsal: boolean;
}

/** Asks an owner why a code can't wait for approval, and for the words that no one types by a slip. */
export function buildBreakGlassForm({ request, target, isOnlyRehearsal }: FormFacts): ModalView {
  const rehearsal = {
    value: REHEARSAL,
    label: say('slack.glass.mode.rehearsal'),
    detail: say('slack.glass.mode.rehearsal.detail'),
  };
  return modal({
    callbackId: callbackIds.breakGlass,
    title: say('slack.glass.title'),
    submit: say('slack.glass.submit'),
    metadata: request.id,
    blocks: [
      section(say('slack.glass.intro', { name: nameOf(target) })),
      textField(REASON, say('slack.glass.reason'), { lengthMax: REASON_LENGTH_MAX }),
      textField(WORDS, say('slack.glass.confirm', { words: say('slack.glass.words') }), {
        lengthMax: WORDS_LENGTH_MAX,
      }),
      checkboxField(MODE, say('slack.glass.mode'), [rehearsal], {
        isOptional: !isOnlyRehearsal,
        initial: isOnlyRehearsal ? [REHEARSAL] : [],
      }),
      ...(isOnlyRehearsal ? [context(say('slack.glass.only_rehearsal'))] : []),
    ],
  });
}
