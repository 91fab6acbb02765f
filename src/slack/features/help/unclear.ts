import { say } from '../../../messages/say.ts';
import { type SlackMessage, section } from '../../blocks/message.ts';
import { escapeMrkdwn } from '../../blocks/mrkdwn.ts';
import { subcommandNames, usageLines, writeUsage } from '../index.ts';
import type { UnclearCommand } from '../parse-command.ts';
import type { UsageLine } from '../subcommand.ts';
import { listUsages } from './help.ts';

/** What was unclear about a command, and what to type. */
export function buildUnclear(unclear: UnclearCommand): SlackMessage {
  const line = describeProblem(unclear);
  // The whole list only to someone who asked for nothing in particular: it would bury the answer.
  const shown =
    unclear.problem === 'nobody' && unclear.meant === 'issue' ? usageLines() : listNearest(unclear);
  return { text: line, blocks: [section(`:point_right: ${line}`), ...listUsages(shown)] };
}

/** What they seem to want, and the way to the rest. */
function listNearest({ meant }: UnclearCommand): readonly UsageLine[] {
  return usageLines().filter((_line, index) => {
    const name = subcommandNames[index];
    return name === meant || name === 'issue' || name === 'help';
  });
}

function describeProblem({ problem, meant, word }: UnclearCommand): string {
  const usage = writeUsage(meant);
  switch (problem) {
    case 'nobody':
    case 'no_name':
      return say('slack.unclear.nobody', { usage, question: say(`slack.${meant}.question`) });
    case 'mention_first':
      return meant === 'issue'
        ? say('slack.unclear.mention_first')
        : say('slack.unclear.mention_after_word', { usage });
    case 'unknown_word':
      return say('slack.unclear.unknown_word', { usage, word: escapeMrkdwn(word ?? '') });
    case 'plain_name':
    case 'word_first':
    case 'unknown_filter':
    case 'freezes_all':
      return say(`slack.unclear.${problem}`, { usage });
    case 'several':
    case 'group':
    case 'special_mention':
    case 'mention_in_name':
      return say(`slack.unclear.${problem}`);
  }
}
