import { say } from '../../../messages/say.ts';
import { lookUpPair } from '../../api/look-up-pair.ts';
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
  who: 'issuers',
  takes: 'person',
  synonyms: ['show', 'check', 'info', 'state'],
  refused,
  async answer(deps, asking) {
    const found = await deps.useCases.codeStatus({ ...asking, ...(await lookUpPair(deps, asking)) });
    if (found.kind === 'refused') return buildRefusal(found.refusals, say(refused.title), refused.act);
    const { code, state, issuedBy, target } = found;
    const facts = code === null || state === null ? null : { code, state, issuedBy, target, reason: '' };
    return buildStatus(facts, target, found.attempts, found.disowned);
  },
} as const satisfies SubcommandForIssuers;
