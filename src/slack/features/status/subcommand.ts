import { say } from '../../../messages/say.ts';
import type { CodeStatusResult } from '../../../services/codes/code-status.ts';
import { lookUpPair } from '../../api/look-up-pair.ts';
import type { SlackMessage } from '../../blocks/message.ts';
import { buildRefusal } from '../../blocks/records.ts';
import type { SubcommandForIssuers } from '../subcommand.ts';
import { buildStatus } from './status.ts';

const refused = {
  title: 'slack.status.refused',
  act: 'see',
  action: 'request.refused',
  details: { asked: 'status' },
} as const;

export const status = {
  word: 'status',
  who: 'lanes',
  takes: 'person',
  synonyms: ['show', 'check', 'info', 'state'],
  refused,
  async answer(deps, asking) {
    const { requester, target } = await lookUpPair(deps, asking);
    const about = { by: 'mention', targetSlackId: asking.targetSlackId, target } as const;
    return answerStatus(await deps.useCases.codeStatus({ ...asking, requester, about }));
  },
} as const satisfies SubcommandForIssuers;

export function answerStatus(found: CodeStatusResult): SlackMessage {
  if (found.kind === 'refused') return buildRefusal(found.refusals, say(refused.title), refused.act);
  const { code, state, issuedBy, target } = found;
  const facts = code === null || state === null ? null : { code, state, issuedBy, target, reason: '' };
  return buildStatus(facts, target, found.attempts, found.disowned);
}
