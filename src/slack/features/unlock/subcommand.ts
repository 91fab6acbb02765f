import { say } from '../../../messages/say.ts';
import { lookUpPair } from '../../api/look-up-pair.ts';
import { buildRefusal } from '../../blocks/records.ts';
import type { SubcommandForIssuers } from '../subcommand.ts';
import { buildUnlocked } from './unlocked.ts';

export const unlock = {
  word: 'unlock',
  who: 'issuers',
  takes: 'person',
  synonyms: ['unblock', 'enable'],
  refused: { title: 'slack.unlock.refused', act: 'unlock', action: 'unlock.refused' },
  async answer(deps, asking) {
    const { requester, target } = await lookUpPair(deps, asking);
    const whom = { by: 'mention', targetSlackId: asking.targetSlackId, target } as const;
    const unlocked = await deps.useCases.unlockByAdmin({ ...asking, requester, whom });
    if (unlocked.kind === 'duplicate') return null;
    if (unlocked.kind === 'refused')
      return buildRefusal(unlocked.refusals, say('slack.unlock.refused'), 'unlock');
    return buildUnlocked(unlocked);
  },
} as const satisfies SubcommandForIssuers;
