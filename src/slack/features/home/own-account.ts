import type { KnownBlock } from '@slack/types';
import { say } from '../../../messages/say.ts';
import type { HomePlace } from '../../../services/home/home-place.ts';
import type { OwnAccount, OwnCode } from '../../../services/home/read-own-account.ts';
import { actions, button, context, type SlackMessage, section } from '../../blocks/message.ts';
import { formatTime } from '../../blocks/mrkdwn.ts';
import { describeMaker } from '../../blocks/outlives.ts';
import { listNames, nameIssuer } from '../../blocks/people.ts';
import { describeState } from '../../blocks/records.ts';
import { actionIds } from '../../ids.ts';
import { writePlace } from './place.ts';

/** What was done for the reader's own account. */
export function buildOwnAccount({ codes, newerFrom, olderFrom }: OwnAccount, place: HomePlace): KnownBlock[] {
  const title = section(say('slack.home.own'));
  if (codes.length === 0) return [title, section(say('slack.home.own.none'))];
  const turns = [
    ...(newerFrom === null ? [] : [turn('slack.button.newer', actionIds.homeOwnNewer, newerFrom)]),
    ...(olderFrom === null ? [] : [turn('slack.button.older', actionIds.homeOwnOlder, olderFrom)]),
  ];
  return [title, ...codes.map(buildCode), ...(turns.length === 0 ? [] : [actions(...turns)])];

  function turn(label: 'slack.button.newer' | 'slack.button.older', actionId: string, ownFrom: number) {
    return button(say(label), { actionId, value: writePlace({ ...place, ownFrom }) });
  }
}

function buildCode({ code, state, issuedBy, mayDisown }: OwnCode): KnownBlock {
  const line = say('slack.home.own.code', {
    issuer: nameIssuer(issuedBy),
    time: formatTime(code.createdAt),
    state: describeState(code, state),
  });
  const text = [line, ...describeMaker(code)].join(' ');
  if (code.disownedAt !== null)
    return section(`${text} ${say('slack.home.own.disowned', { time: formatTime(code.disownedAt) })}`);
  if (!mayDisown) return section(text);
  return section(
    text,
    button(say('slack.button.disown'), {
      actionId: actionIds.disownCode,
      value: code.id,
      style: 'danger',
      confirm: {
        title: say('slack.notice.issued.confirm'),
        text: say('slack.notice.issued.confirm.text'),
        yes: say('slack.button.disown'),
      },
    }),
  );
}

/** How a person who is locked out gets help: who may help, and nothing that would help someone who pretends to be them. */
export function buildLockedOut(
  { helpers }: Pick<OwnAccount, 'helpers'>,
  isHelpOffered: boolean,
): SlackMessage {
  const text = say('slack.home.locked_out');
  return {
    text,
    blocks: [
      section(`*${text}*`),
      section(
        helpers.length === 0
          ? say('slack.home.locked_out.no_one')
          : say('slack.home.locked_out.who', { people: listNames(helpers) }),
      ),
      ...(isHelpOffered && helpers.length > 0
        ? [
            section(
              say('slack.home.locked_out.ask'),
              button(say('slack.button.ask_help'), {
                actionId: actionIds.askForHelp,
                value: 'ask',
                style: 'primary',
              }),
            ),
          ]
        : []),
      context(say('slack.home.locked_out.never')),
    ],
  };
}
