import { say } from '../../../messages/say.ts';
import { buildRefusal } from '../../blocks/records.ts';
import type { SubcommandAboutCodes } from '../subcommand.ts';
import { buildPolicy } from './policy.ts';

const refused = {
  title: 'slack.policy.refused',
  act: 'see',
  action: 'request.refused',
  details: { asked: 'policy' },
} as const;

export const policy = {
  word: 'policy',
  who: 'issuers',
  takes: 'nothing',
  synonyms: ['policies', 'rules', 'settings', 'config', 'limits'],
  refused,
  async answer(deps, asking) {
    const requester = asking.requester ?? (await deps.lookUpPerson(asking.requesterSlackId));
    const shown = await deps.useCases.showPolicy({ ...asking, requester });
    return shown.kind === 'refused'
      ? buildRefusal(shown.refusals, say(refused.title), refused.act)
      : buildPolicy(shown);
  },
} as const satisfies SubcommandAboutCodes;
