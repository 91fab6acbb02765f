import { isOpenHelp } from '../../../domain/requests/help-request.ts';
import { say } from '../../../messages/say.ts';
import type { HelpNotice } from '../../../services/notices/help-notice.ts';
import { actions, button, context, type SlackMessage, section } from '../../blocks/message.ts';
import { formatTime } from '../../blocks/mrkdwn.ts';
import { nameOf, shortNameOf } from '../../blocks/people.ts';
import { buildRecord, describeReason } from '../../blocks/records.ts';
import { actionIds } from '../../ids.ts';
import { buildCancelHelp, buildHelpDisowned, buildHelpRecord, describeHelp } from './answer.ts';
import { buildTakeHelp } from './queue.ts';

type Of<Kind extends HelpNotice['kind']> = Extract<HelpNotice, { kind: Kind }>;

/** A notice about a request for help. */
export function buildHelpNotice(notice: HelpNotice): SlackMessage {
  switch (notice.kind) {
    case 'target_help_asked':
      return buildAsked(notice);
    case 'help_news':
      return buildNews(notice);
    case 'helper_help_waiting':
      return buildWaiting(notice);
    case 'helper_help_ended':
      return buildEnded(notice);
    case 'security_help_disowned':
      return buildAlarm(notice);
    case 'close_help_message':
      return buildClosed(notice);
  }
}

/** The person's own report stays as it was answered. */
function buildClosed({ about, readerId }: Of<'close_help_message'>): SlackMessage {
  const isTheirReport = about.help.disownedAt !== null && about.target.id === readerId;
  return isTheirReport
    ? buildHelpDisowned({ kind: 'disowned', requestsCancelled: 0, ...about })
    : buildHelpRecord(about, readerId);
}

function namesOf({ about: { help, target, asker } }: HelpNotice) {
  return {
    name: nameOf(target),
    asker: shortNameOf(asker),
    own: help.askerId === help.targetId ? 'yes' : 'no',
    time: formatTime(help.createdAt),
  } as const;
}

/** To the person: also if they seem to have asked themselves, as it may have been another at their Slack. */
function buildAsked(notice: Of<'target_help_asked'>): SlackMessage {
  const { help, target, state, position } = notice.about;
  const { own, asker } = namesOf(notice);
  const isWaiting = state === 'waiting';
  const title =
    own === 'yes'
      ? say('slack.request.told.own', { position: position ?? 0 })
      : say('slack.request.told.manager', { asker, position: position ?? 0 });
  return {
    text: say('slack.request.told'),
    blocks: [
      section(isWaiting ? title : describeHelp(notice.about, target.id)),
      ...(help.reason === ''
        ? []
        : [section(say('slack.request.told.reason', { reason: describeReason(help.reason) }))]),
      actions(...(isWaiting ? [buildCancelHelp(help.id)] : []), buildDisown(help.id)),
      context(say('slack.request.told.next', { own, open: isOpenHelp({ state }) ? 'yes' : 'no' })),
    ],
  };
}

function buildDisown(value: string) {
  return button(say('slack.button.disown'), {
    actionId: actionIds.disownHelp,
    value,
    style: 'danger',
    confirm: {
      title: say('slack.request.disown.confirm'),
      text: say('slack.request.disown.confirm.text'),
      yes: say('slack.button.disown'),
    },
  });
}

function buildNews({ news, about, readerId, hasWords }: Of<'help_news'>): SlackMessage {
  const { help, target, taker, endedBy, position } = about;
  const isSelf = readerId === target.id;
  const who = { self: isSelf ? 'yes' : 'no', name: nameOf(target) } as const;
  const by = endedBy === null ? say('slack.another_admin') : nameOf(endedBy);
  const buttons = actions(buildCancelHelp(help.id), ...(isSelf ? [buildDisown(help.id)] : []));
  switch (news) {
    case 'taken': {
      const text = say('slack.request.taken', {
        ...who,
        taker: taker === null ? say('slack.another_admin') : nameOf(taker),
      });
      return {
        text,
        blocks: [
          section(text),
          ...(isSelf && hasWords ? [section(say('slack.request.taken.words'))] : []),
          buttons,
          context(say('slack.request.taken.next')),
        ],
      };
    }
    case 'given_back': {
      const text = say('slack.request.given_back', { ...who, position: position ?? 0 });
      return { text, blocks: [section(text), buttons] };
    }
    case 'declined': {
      const reason = describeReason(help.declineReason);
      return buildRecord(
        say('slack.request.declined', { ...who, by, reason }),
        say('slack.request.declined.next', { by }),
      );
    }
    case 'cancelled':
      if (help.cancelReason === 'switched_off')
        return buildRecord(say('slack.request.closed', who), say('slack.request.closed.next'));
      return buildRecord(say('slack.request.cancelled', { ...who, by }), say('slack.request.cancelled.next'));
    case 'expired': {
      const time = formatTime(help.createdAt);
      return buildRecord(say('slack.request.expired', { ...who, time }), say('slack.request.expired.next'));
    }
  }
}

/** To someone who may help. */
function buildWaiting(notice: Of<'helper_help_waiting'>): SlackMessage {
  const { help } = notice.about;
  const facts = namesOf(notice);
  return {
    text: say('slack.request.waiting', facts),
    blocks: [
      section(say('slack.request.waiting.title', facts)),
      section(say('slack.request.waiting.facts', { ...facts, reason: describeReason(help.reason) })),
      actions(buildTakeHelp(help.id)),
      context(say('slack.request.waiting.next')),
    ],
  };
}

/** To the one who took it: perhaps they are about to call, or are called. */
function buildEnded({ about: { help, target, endedBy } }: Of<'helper_help_ended'>): SlackMessage {
  const name = nameOf(target);
  if (help.disownedAt !== null)
    return buildRecord(
      say('slack.request.helper.disowned', { name }),
      say('slack.request.helper.disowned.next', { name }),
    );
  const by = endedBy === null ? say('slack.another_admin') : nameOf(endedBy);
  const time = formatTime(help.endedAt ?? help.createdAt);
  return buildRecord(
    say('slack.request.helper.cancelled', { name, by, time }),
    say('slack.request.helper.cancelled.next', { name }),
  );
}

function buildAlarm(notice: Of<'security_help_disowned'>): SlackMessage {
  const facts = namesOf(notice);
  return {
    text: say('slack.request.alarm', facts),
    blocks: [
      section(say('slack.request.alarm.title', facts)),
      section(say(facts.own === 'yes' ? 'slack.request.alarm.own' : 'slack.request.alarm.manager', facts)),
      section(say('slack.request.alarm.next', facts)),
    ],
  };
}
