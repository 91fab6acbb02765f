import type { KnownBlock } from '@slack/types';
import { say } from '../../../messages/say.ts';
import type { HomePlace } from '../../../services/home/home-place.ts';
import type { HistoryEntry, HistoryPage } from '../../../services/home/read-history.ts';
import { button, sections } from '../../blocks/message.ts';
import { formatTime, mentionUser } from '../../blocks/mrkdwn.ts';
import { nameOf } from '../../blocks/people.ts';
import { actionIds } from '../../ids.ts';
import { writePlace } from './place.ts';

const filters = ['all', 'mine', 'refused'] as const;

/** What happened lately, in words: a page of it, and what narrows it. */
export function buildHistory({ entries, older }: HistoryPage, place: HomePlace): KnownBlock[] {
  const chosen = filterOption(place.historyOf);
  return [
    { type: 'divider' },
    ...sections(
      say('slack.home.history'),
      ...(entries.length === 0 ? [say('slack.home.history.none')] : entries.map(describeEntry)),
    ),
    {
      type: 'actions',
      elements: [
        {
          type: 'static_select',
          action_id: actionIds.homeFilter,
          options: filters.map(filterOption),
          initial_option: chosen,
        },
        ...(place.historyBefore === null
          ? []
          : [turn('slack.button.newest', actionIds.homeNewest, { ...place, historyBefore: null })]),
        ...(older === null
          ? []
          : [turn('slack.button.older', actionIds.homeOlder, { ...place, historyBefore: older })]),
      ],
    },
  ];
}

function filterOption(filter: (typeof filters)[number]) {
  return {
    text: { type: 'plain_text' as const, text: say(`slack.home.filter.${filter}`) },
    value: filter,
  };
}

function turn(label: 'slack.button.newest' | 'slack.button.older', actionId: string, place: HomePlace) {
  return button(say(label), { actionId, value: writePlace(place) });
}

function describeEntry({ action, asked, at, actor, target, targetSlackId }: HistoryEntry): string {
  const name =
    target !== null
      ? nameOf(target)
      : targetSlackId !== null
        ? mentionUser(targetSlackId)
        : say('slack.home.someone');
  const by = actor === null ? say('slack.home.someone') : nameOf(actor);
  return say('slack.home.event', {
    time: formatTime(at),
    what: say(`slack.home.event.${action}`, { name, by, asked }),
  });
}
