import { say } from '../../../messages/say.ts';
import type { Rehearsed } from '../../../services/codes/generate-code.ts';
import { context, type SlackMessage, section } from '../../blocks/message.ts';
import { nameOf } from '../../blocks/people.ts';
import { formatDuration } from '../issue/prompt.ts';

/** In place of the prompt of a rehearsal: what would have been shown. */
export function buildRehearsed({ target, policy }: Rehearsed): SlackMessage {
  const title = say('slack.glass.rehearsed');
  return {
    text: title,
    blocks: [
      section(title),
      section(
        say('slack.glass.rehearsed.code', {
          name: nameOf(target),
          duration: formatDuration(policy.codeLifetimeMinutes),
        }),
      ),
      context(say('slack.glass.rehearsed.next')),
    ],
  };
}
