import { refuse } from '../../../domain/requests/refusals.ts';
import { say } from '../../../messages/say.ts';
import { actions, context, section } from '../../blocks/message.ts';
import { mentionUser } from '../../blocks/mrkdwn.ts';
import { buildRefusal } from '../../blocks/records.ts';
import type { SubcommandForMembers } from '../subcommand.ts';
import { buildDelegateButton, buildDelegations } from './section.ts';

/** A message holds fifty blocks. */
const TAKEN_MAX = 20;

export const delegate = {
  word: 'delegate',
  who: 'members',
  takes: 'person_or_nothing',
  synonyms: ['deputy', 'substitute', 'vacation', 'away', 'leave', 'vertretung'],
  async answer(deps, asking) {
    const person = await deps.lookUpPerson(asking.requesterSlackId);
    const own = await deps.useCases.showDelegations({ ...asking, person });
    const refusals = own === null ? [refuse('requester_not_in_directory')] : own.refusals;
    if (own === null || (refusals.length > 0 && own.given === null && own.taken.length === 0))
      return buildRefusal(refusals, say('slack.delegate.refused'));
    const { targetSlackId } = asking;
    if (targetSlackId === null || !own.mayDelegate)
      return { text: say('slack.delegate.title'), blocks: buildDelegations(own, TAKEN_MAX) };
    const name = mentionUser(targetSlackId);
    return {
      text: say('slack.delegate.title'),
      blocks: [
        section(say('slack.delegate.ask', { name })),
        actions(buildDelegateButton(targetSlackId)),
        context(say('slack.delegate.ask.next')),
      ],
    };
  },
} as const satisfies SubcommandForMembers;
