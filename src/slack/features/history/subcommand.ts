import { say } from '../../../messages/say.ts';
import { lookUpPair } from '../../api/look-up-pair.ts';
import { buildRefusal } from '../../blocks/records.ts';
import type { SubcommandAboutPerson } from '../subcommand.ts';
import { buildHistory } from './history.ts';
import { HISTORY_PAGE } from './page.ts';

const refused = {
  title: 'slack.history.refused',
  act: 'see',
  action: 'request.refused',
  details: { asked: 'history' },
} as const;

export const history = {
  word: 'history',
  who: 'lanes',
  takes: 'person',
  synonyms: ['log', 'logs', 'audit', 'events', 'past', 'trail'],
  refused,
  async answer(deps, asking) {
    const { requester, target } = await lookUpPair(deps, asking);
    const shown = await deps.useCases.showHistory({
      ...asking,
      requester,
      about: { by: 'mention', targetSlackId: asking.targetSlackId, target },
      query: { before: null, limit: HISTORY_PAGE },
    });
    return shown.kind === 'refused'
      ? buildRefusal(shown.refusals, say(refused.title), refused.act)
      : buildHistory(shown);
  },
} as const satisfies SubcommandAboutPerson;
