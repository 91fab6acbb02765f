import { say } from '../../../messages/say.ts';
import type { ShowHistoryResult } from '../../../services/audit/show-history.ts';
import { describeEntry } from '../../blocks/history.ts';
import { context, type SlackMessage, section, sections } from '../../blocks/message.ts';
import { buildPager } from '../../blocks/pager.ts';
import { nameOf } from '../../blocks/people.ts';
import { actionIds } from '../../ids.ts';
import { writeHistoryPage } from './page.ts';

type Shown = Extract<ShowHistoryResult, { kind: 'shown' }>;

/** A page of a person's history. */
export function buildHistory({ page, query: { before }, target }: Shown): SlackMessage {
  const name = nameOf(target);
  const title = say('slack.history.title', { name });
  const lines = page.entries.map((entry) => describeEntry(entry));
  const none = before === null ? say('slack.history.none', { name }) : say('slack.history.none.older');
  return {
    text: title,
    blocks: [
      section(`*${title}*`),
      ...(lines.length === 0 ? [section(none)] : sections(...lines)),
      ...buildPager({
        older:
          page.older === null
            ? null
            : { actionId: actionIds.historyOlder, value: writeHistoryPage(target.id, page.older) },
        newest:
          before === null
            ? null
            : { actionId: actionIds.historyNewest, value: writeHistoryPage(target.id, null) },
      }),
      ...(lines.length === 0 ? [] : [context(say('slack.history.terms'))]),
    ],
  };
}
