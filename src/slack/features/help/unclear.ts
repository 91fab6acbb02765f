import { type SlackMessage, section } from '../../blocks/message.ts';
import { escapeMrkdwn } from '../../blocks/mrkdwn.ts';
import { subcommands, usageLines, writeUsage } from '../index.ts';
import type { UnclearCommand } from '../parse-command.ts';
import { listUsages } from './help.ts';

/** What was unclear about a command, and what to type. */
export function buildUnclear(unclear: UnclearCommand): SlackMessage {
  const line = describeProblem(unclear);
  return { text: line, blocks: [section(`:point_right: ${line}`), section(listUsages(usageLines))] };
}

function describeProblem({ problem, meant, word }: UnclearCommand): string {
  const example = `\`${writeUsage(meant)}\``;
  switch (problem) {
    case 'nobody':
      return `${subcommands[meant].question} Type ${example}.`;
    case 'plain_name':
      return `I need a mention, to be sure who you mean: type \`@\`, choose the person from the list, and send ${example}.`;
    case 'mention_first':
      return meant === 'issue'
        ? 'Mention the person first, then give the reason: `/backupcode @name lost phone`.'
        : `Mention the person right after the word: ${example}.`;
    case 'word_first':
      return `Put the word first: ${example}.`;
    case 'unknown_word':
      return `I don’t know \`${escapeMrkdwn(word ?? '')}\`. Did you mean ${example}?`;
    case 'several':
      return 'One person at a time: mention only the person who is locked out, and give the reason without mentions.';
    case 'group':
      return 'That’s a group. Mention the one person who is locked out.';
    case 'special_mention':
      return 'That’s everyone. Mention the one person who is locked out.';
  }
}
