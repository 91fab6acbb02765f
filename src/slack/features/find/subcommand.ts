import { say } from '../../../messages/say.ts';
import { buildRefusal } from '../../blocks/records.ts';
import type { SubcommandAboutCodes } from '../subcommand.ts';
import { buildFound } from './found.ts';

const refused = {
  title: 'slack.find.refused',
  act: 'see',
  action: 'request.refused',
  details: { asked: 'find' },
} as const;

export const find = {
  word: 'find',
  who: 'lanes',
  takes: 'name',
  synonyms: ['search', 'lookup', 'seek', 'person', 'people', 'employee'],
  refused,
  async answer(deps, asking) {
    const requester = asking.requester ?? (await deps.lookUpPerson(asking.requesterSlackId));
    const found = await deps.useCases.findByName({ ...asking, requester });
    return found.kind === 'refused'
      ? buildRefusal(found.refusals, say(refused.title), refused.act)
      : buildFound(found, asking.name);
  },
} as const satisfies SubcommandAboutCodes;
