import { lifetimeOf } from '../../../domain/codes/code-term.ts';
import { say } from '../../../messages/say.ts';
import type { Rehearsed } from '../../../services/codes/generate-code.ts';
import { context, type SlackMessage, section } from '../../blocks/message.ts';
import { nameOf } from '../../blocks/people.ts';
import { formatDuration } from '../../blocks/term.ts';

/** In place of the prompt of a rehearsal: what would have been shown. */
export function buildRehearsed({ request, target, policy }: Rehearsed): SlackMessage {
  const title = say('slack.glass.rehearsed');
  return {
    text: title,
    blocks: [
      section(title),
      section(
        say('slack.glass.rehearsed.code', {
          name: nameOf(target),
          duration: formatDuration(lifetimeOf(request, policy)),
        }),
      ),
      context(say('slack.glass.rehearsed.next')),
    ],
  };
}
