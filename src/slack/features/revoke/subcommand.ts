import { say } from '../../../messages/say.ts';
import { lookUpPair } from '../../api/look-up-pair.ts';
import { buildRefusal } from '../../blocks/records.ts';
import type { SubcommandAboutPerson } from '../subcommand.ts';
import { buildRevokeQuestion } from './question.ts';

export const revoke = {
  word: 'revoke',
  who: 'lanes',
  takes: 'person',
  synonyms: ['delete', 'remove', 'cancel', 'stop', 'kill', 'invalidate', 'withdraw'],
  refused: { title: 'slack.revoke.refused', act: 'revoke', action: 'revoke.refused' },
  async answer(deps, asking) {
    const found = await deps.useCases.findRevocable({ ...asking, ...(await lookUpPair(deps, asking)) });
    return found.kind === 'refused'
      ? buildRefusal(found.refusals, say('slack.revoke.refused'), 'revoke')
      : buildRevokeQuestion(found);
  },
} as const satisfies SubcommandAboutPerson;
