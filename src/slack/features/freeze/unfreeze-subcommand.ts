import { say } from '../../../messages/say.ts';
import { lookUpPair } from '../../api/look-up-pair.ts';
import { buildRefusal } from '../../blocks/records.ts';
import type { SubcommandAboutCodes } from '../subcommand.ts';
import { buildReleased, buildUnfreezeAnswer } from './unfrozen.ts';

export const unfreeze = {
  word: 'unfreeze',
  who: 'issuers',
  takes: 'person_or_nothing',
  synonyms: ['release', 'thaw', 'resume'],
  refused: {
    title: 'slack.unfreeze.refused',
    act: 'revoke',
    action: 'freeze.refused',
    details: { asked: 'unfreeze' },
  },
  async answer(deps, asking) {
    const { requesterSlackId: slackUserId, targetSlackId } = asking;
    const { requester: clicker, target } = await lookUpPair(deps, asking);
    const click = { ...asking, slackUserId, clicker };
    if (targetSlackId === null) {
      const result = await deps.useCases.freezes.unfreeze(click, null);
      return result.kind === 'duplicate' ? null : buildUnfreezeAnswer(result);
    }
    const result = await deps.useCases.freezes.releaseMentioned(click, targetSlackId, target);
    if (result.kind === 'duplicate') return null;
    return result.kind === 'refused'
      ? buildRefusal(result.refusals, say('slack.unfreeze.refused'))
      : buildReleased(result);
  },
} as const satisfies SubcommandAboutCodes;
