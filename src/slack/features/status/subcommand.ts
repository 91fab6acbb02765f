import { say } from '../../../messages/say.ts';
import { lookUpPair } from '../../api/look-up-pair.ts';
import { buildRefusal } from '../../blocks/records.ts';
import { onlyIssuersCan, speakOf } from '../../blocks/refusal-words.ts';
import type { SubcommandForIssuers } from '../subcommand.ts';
import { buildStatus } from './status.ts';

const refused = {
  words: {
    requester_role: [`${onlyIssuersCan} look up backup codes.`, 'Ask one of them.'],
    role_not_allowed: ['Your role can’t look up codes of this person’s role.', 'Ask an Organization Owner.'],
  },
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
      return buildRefusal(speakOf(refused.words, found.refusals), say('slack.status.refused'));
    const { code, state, issuedBy, target } = found;
    const facts = code === null || state === null ? null : { code, state, issuedBy, target, reason: '' };
    return buildStatus(facts, target, found.attempts, found.disowned);
  },
} as const satisfies SubcommandForIssuers;
