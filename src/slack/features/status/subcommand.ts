import { say } from '../../../messages/say.ts';
import { lookUpPair } from '../../api/look-up-pair.ts';
import { buildRefusal } from '../../blocks/records.ts';
import type { SubcommandForIssuers } from '../subcommand.ts';
import { buildStatus } from './status.ts';

const refused = {
  act: 'see',
  action: 'request.refused',
  details: { asked: 'status' },
} as const;

export const status = {
  word: 'status',
  who: 'issuers',
  takes: 'person',
  synonyms: [
    'revoke',
    'list',
    'history',
    'show',
    'check',
    'info',
    'log',
    'logs',
    'audit',
    'codes',
    'delete',
    'remove',
    'cancel',
  ],
  refused,
  async answer(deps, asking) {
    const found = await deps.useCases.codeStatus({ ...asking, ...(await lookUpPair(deps, asking)) });
    if (found.kind === 'refused')
      return buildRefusal(found.refusals, say('slack.status.refused'), refused.act);
    const { code, state, issuedBy, target } = found;
    const facts = code === null || state === null ? null : { code, state, issuedBy, target, reason: '' };
    return buildStatus(facts, target, found.attempts, found.disowned);
  },
} as const satisfies SubcommandForIssuers;
