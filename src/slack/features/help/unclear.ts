import { say } from '../../../messages/say.ts';
import { type SlackMessage, section } from '../../blocks/message.ts';
import { escapeMrkdwn } from '../../blocks/mrkdwn.ts';
import { usageLines, writeUsage } from '../index.ts';
import type { UnclearCommand } from '../parse-command.ts';
import { listUsages } from './help.ts';

/** What was unclear about a command, and what to type. */
export function buildUnclear(unclear: UnclearCommand): SlackMessage {
  const line = describeProblem(unclear);
  return { text: line, blocks: [section(`:point_right: ${line}`), section(listUsages(usageLines))] };
}

function describeProblem({ problem, meant, word }: UnclearCommand): string {
  const usage = writeUsage(meant);
  switch (problem) {
    case 'nobody':
      return say('slack.unclear.nobody', { usage, question: say(`slack.${meant}.question`) });
    case 'mention_first':
      return meant === 'issue'
        ? say('slack.unclear.mention_first')
        : say('slack.unclear.mention_after_word', { usage });
    case 'unknown_word':
      return say('slack.unclear.unknown_word', { usage, word: escapeMrkdwn(word ?? '') });
    case 'plain_name':
    case 'word_first':
      return say(`slack.unclear.${problem}`, { usage });
    case 'several':
    case 'group':
    case 'special_mention':
      return say(`slack.unclear.${problem}`);
  }
}
