import type { SubcommandForMembers } from '../subcommand.ts';
import { buildHelpAnswer } from './answer.ts';

export const request = {
  word: 'request',
  who: 'members',
  takes: 'report_and_reason',
  synonyms: ['locked', 'lockedout', 'locked-out', 'stuck', 'helpme', 'ask', 'enqueue'],
  async answer(deps, asking) {
    const { lookUpPerson } = deps;
    const requester = await lookUpPerson(asking.requesterSlackId);
    return buildHelpAnswer(await deps.useCases.askForHelp({ ...asking, requester, lookUpPerson }));
  },
} as const satisfies SubcommandForMembers;
