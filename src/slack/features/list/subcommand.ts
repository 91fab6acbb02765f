import { say } from '../../../messages/say.ts';
import { lookUpPair } from '../../api/look-up-pair.ts';
import { buildRefusal } from '../../blocks/records.ts';
import { buildQueue } from '../request/queue.ts';
import type { SubcommandAboutCodes } from '../subcommand.ts';
import { buildList } from './list.ts';
import { firstPage, toQuery } from './page.ts';

const refused = {
  title: 'slack.list.refused',
  act: 'see',
  action: 'request.refused',
  details: { asked: 'list' },
} as const;

export const list = {
  word: 'list',
  who: 'lanes',
  takes: 'filter',
  synonyms: [
    'ls',
    'codes',
    'requests',
    'pending',
    'open',
    'live',
    'active',
    'queue',
    'all',
    'mine',
    'waiting',
  ],
  refused,
  async answer(deps, asking) {
    const { targetSlackId, filter } = asking;
    const { requester, target } = await lookUpPair(deps, asking);
    if (filter === 'queue') {
      const queue = await deps.useCases.listQueue({ ...asking, requester });
      return queue.kind === 'refused'
        ? buildRefusal(queue.refusals, say(refused.title), refused.act)
        : buildQueue(queue);
    }
    const listed = await deps.useCases.listLive({
      ...asking,
      requester,
      query: toQuery({ ...firstPage, filter: filter ?? 'all' }),
      about: targetSlackId === null ? null : { by: 'mention', targetSlackId, target },
    });
    return listed.kind === 'refused'
      ? buildRefusal(listed.refusals, say(refused.title), refused.act)
      : buildList(listed);
  },
} as const satisfies SubcommandAboutCodes;
