import type { KnownBlock } from '@slack/types';
import type { DelegationId } from '../../../domain/ids.ts';
import { say } from '../../../messages/say.ts';
import type { OwnDelegations } from '../../../services/requests/delegations/read-delegations.ts';
import { button, section } from '../../blocks/message.ts';
import { formatTime } from '../../blocks/mrkdwn.ts';
import { nameOf } from '../../blocks/people.ts';
import { actionIds } from '../../ids.ts';

/** Rarely more; the Home tab holds a hundred blocks, and `/backupcode delegate` is a command away. */
const TAKEN_AT_HOME_MAX = 1;

/** Who approves in the reader's place, and in whose place the reader does. */
export function buildDelegations(
  { mayDelegate, given, taken }: OwnDelegations,
  takenMax = TAKEN_AT_HOME_MAX,
): KnownBlock[] {
  return [
    ...(given === null
      ? mayDelegate
        ? [section(say('slack.delegate.none'), buildDelegateButton())]
        : []
      : [
          section(
            say('slack.delegate.given', {
              name: nameOf(given.delegate),
              until: formatTime(given.delegation.endsAt),
            }),
            buildEndButton(given.delegation.id),
          ),
        ]),
    ...taken
      .slice(0, takenMax)
      .map(({ delegation, giver }) =>
        section(
          say('slack.delegate.taken', { name: nameOf(giver), until: formatTime(delegation.endsAt) }),
          buildEndButton(delegation.id),
        ),
      ),
  ];
}

/** @param slackUserId who stands in the form at first; empty: no one */
export function buildDelegateButton(slackUserId = '') {
  const isOpenQuestion = slackUserId === '';
  return button(say(isOpenQuestion ? 'slack.button.delegate' : 'slack.button.delegate.submit'), {
    actionId: actionIds.nameDelegate,
    value: isOpenQuestion ? 'delegate' : slackUserId,
  });
}

export function buildEndButton(delegationId: DelegationId) {
  return button(say('slack.button.end_delegation'), {
    actionId: actionIds.endDelegation,
    value: delegationId,
    style: 'danger',
    confirm: {
      title: say('slack.delegate.end.confirm'),
      text: say('slack.delegate.end.confirm.text'),
      yes: say('slack.button.end_delegation'),
    },
  });
}
