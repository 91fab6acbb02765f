import { say } from '../../../messages/say.ts';
import type { ListLiveResult } from '../../../services/codes/list-live.ts';
import { buildLiveItem } from '../../blocks/live.ts';
import { context, type SlackMessage, section } from '../../blocks/message.ts';
import { buildPager } from '../../blocks/pager.ts';
import { nameOf } from '../../blocks/people.ts';
import { buildRevokeButton } from '../../blocks/revoke-button.ts';
import { actionIds } from '../../ids.ts';
import { writePage } from './page.ts';

type Listed = Extract<ListLiveResult, { kind: 'listed' }>;

/** A page of live codes and open requests. */
export function buildList({ page, query, reader, target }: Listed): SlackMessage {
  const { filter, before } = query;
  const name = target === null ? null : nameOf(target);
  const title = name === null ? say(`slack.list.title.${filter}`) : say('slack.list.title.of', { name });
  const here = writePage(query);
  const items = page.items.map((item) =>
    buildLiveItem(item, reader.id, (codeId, ofName) =>
      buildRevokeButton(codeId, ofName, { actionId: actionIds.revokeListed, value: `${codeId}|${here}` }),
    ),
  );
  const none =
    before === null
      ? name === null
        ? say(`slack.list.none.${filter}`)
        : say('slack.list.none.of', { name })
      : say('slack.list.none.older');
  return {
    text: title,
    blocks: [
      section(`*${title}*`),
      ...(items.length === 0 ? [section(none)] : items),
      ...buildPager({
        older:
          page.older === null
            ? null
            : { actionId: actionIds.listOlder, value: writePage({ ...query, before: page.older }) },
        newest:
          before === null
            ? null
            : { actionId: actionIds.listNewest, value: writePage({ ...query, before: null }) },
      }),
      context(items.length === 0 ? say('slack.list.none.next') : say('slack.list.narrow')),
    ],
  };
}
