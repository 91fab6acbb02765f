import { say } from '../../../messages/say.ts';
import { FREEZE_REASON_LENGTH_MAX } from '../../../services/organization/freeze/freeze-issuing.ts';
import { lookUpPair } from '../../api/look-up-pair.ts';
import { buildRefusal } from '../../blocks/records.ts';
import type { SubcommandAboutCodes } from '../subcommand.ts';
import { buildFreezeQuestion } from './question.ts';

export const freeze = {
  word: 'freeze',
  who: 'issuers',
  takes: 'reason',
  synonyms: ['emergency', 'panic', 'lockdown', 'halt', 'pause'],
  refused: {
    title: 'slack.freeze.refused',
    act: 'revoke',
    action: 'freeze.refused',
    details: { asked: 'freeze' },
  },
  async answer(deps, asking) {
    const { requesterSlackId: slackUserId, organization, name: reason } = asking;
    const { requester: clicker } = await lookUpPair(deps, asking);
    const result = await deps.useCases.freezes.preview({ ...asking, slackUserId, clicker });
    if (result.kind === 'duplicate') return null;
    return result.kind === 'refused'
      ? buildRefusal(result.refusals, say('slack.freeze.refused'))
      : buildFreezeQuestion(result, {
          name: organization.name,
          reason: [...reason].slice(0, FREEZE_REASON_LENGTH_MAX).join(''),
        });
  },
} as const satisfies SubcommandAboutCodes;
