import type { ModalView } from '@slack/types';
import { lifetimeOf, listLifetimes } from '../../../domain/codes/code-term.ts';
import { lifetimesOf } from '../../../domain/requests/lane.ts';
import { say } from '../../../messages/say.ts';
import type { OpenForm } from '../../../services/requests/open-own-form.ts';
import { section } from '../../blocks/message.ts';
import { modal, radioField, selectField, timeField } from '../../blocks/modal.ts';
import { nameOf } from '../../blocks/people.ts';
import { formatDuration } from '../../blocks/term.ts';
import { callbackIds } from '../../ids.ts';

/** The fields of the form. */
export const HOW_LONG = 'lifetime';
export const START = 'start';
export const START_AT = 'start_at';
export const starts = ['now', 'later'] as const;

/**
 * Asks how long the code is to work, and from when on. The start is one field for day and time (`datetimepicker`): Slack shows it in the
 * reader's zone and sends a moment, so there is no zone to guess here, and no hour that a change of the clock skips or repeats.
 */
export function buildOptionsForm({ request, target, policy }: OpenForm): ModalView {
  const { delayedStartDaysMax: days } = policy;
  const { usual } = lifetimesOf(request.lane, policy);
  const lifetime = lifetimeOf(request, policy);
  const label = (minutes: number) => {
    const duration = formatDuration(minutes);
    return minutes === usual ? say('slack.options.lifetime.usual', { duration }) : duration;
  };
  return modal({
    callbackId: callbackIds.chooseOptions,
    title: say('slack.options.title'),
    submit: say('slack.options.submit'),
    metadata: request.id,
    blocks: [
      section(say('slack.options.intro', { name: nameOf(target) })),
      ...(request.approvalAskedAt === null ? [] : [section(say('slack.options.voids'))]),
      selectField(
        HOW_LONG,
        say('slack.options.lifetime'),
        listLifetimes(request, policy).map((minutes) => ({ value: String(minutes), label: label(minutes) })),
        { initial: String(lifetime) },
      ),
      ...(days === 0
        ? []
        : [
            radioField(
              START,
              say('slack.options.start'),
              starts.map((value) => ({ value, label: say(`slack.options.start.${value}`) })),
              { initial: request.startsAt === null ? 'now' : 'later' },
            ),
            timeField(START_AT, say('slack.options.start_at'), {
              isOptional: true,
              hint: say('slack.options.start_at.hint', { days }),
              ...(request.startsAt === null ? {} : { initial: request.startsAt }),
            }),
          ]),
    ],
  });
}
