import type { SubcommandForMembers } from '../subcommand.ts';
import { buildWho } from './who.ts';

export const who = {
  word: 'who',
  who: 'members',
  takes: 'nothing',
  synonyms: ['whoami', 'me', 'admins', 'owners', 'roles', 'permissions', 'why'],
  async answer(deps, asking) {
    const requester = await deps.lookUpPerson(asking.requesterSlackId);
    return buildWho(await deps.useCases.showWho({ ...asking, requester }));
  },
} as const satisfies SubcommandForMembers;
