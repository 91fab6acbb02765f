import { context, type SlackMessage, section } from '../../blocks/message.ts';
import { escapeMrkdwn } from '../../blocks/mrkdwn.ts';
import { type SubcommandWord, subcommands, writeUsage } from '../index.ts';
import type { UnclearCommand } from '../parse-command.ts';

const words = Object.keys(subcommands) as SubcommandWord[];

const usage = [
  '`/backupcode @name` – generate a one-time code for someone who lost their second factor',
  '`/backupcode @name lost phone` – the same, with a reason',
  ...words.map((word) => `\`${writeUsage(word)}\` – ${subcommands[word].hint}`),
].join('\n');

export function buildHelp(): SlackMessage {
  return {
    text: 'How to use Backupcode',
    blocks: [
      section('*Backupcode* helps someone who is locked out sign in once, without their second factor.'),
      section(usage),
      section(
        '*Who can use it:* Organization Owners and Organization Admins, for confirmed people on a verified domain. ' +
          'You can’t issue a code for yourself. Admins can’t issue for Owners. Codes for Owners and Admins need approval.',
      ),
      section(
        '*What happens:* You confirm, and a code appears in your direct message with me, or where you typed the command if your organization prefers that. Only you can see it. Read it to the person on a call you placed. ' +
          'It works once and replaces the second factor only. They are notified and can report that it wasn’t them. Every action is logged.',
      ),
      context('Never send a code by chat or email, and never to me.'),
    ],
  };
}

/** To who writes to the bot, which reads commands alone. */
export function buildOnlyCommands(): SlackMessage {
  return {
    text: 'I only understand the /backupcode command.',
    blocks: [
      section('I only understand the `/backupcode` command.'),
      section(usage),
      context(
        'Locked out yourself? Ask an Organization Owner or Organization Admin to generate a code for you.',
      ),
    ],
  };
}

/** To who wrote a code. It does not repeat it. */
export function buildCodeInMessage(): SlackMessage {
  const line = 'That looks like a backup code. Never send a code by chat or email, and never to me.';
  return {
    text: line,
    blocks: [
      section(`:warning: *${line}*`),
      section(
        'Delete your message now. If anyone asked you for the code, call an Organization Owner or Admin: they can revoke it with `/backupcode status @name`.',
      ),
    ],
  };
}

/** What was unclear about a command, and what to type. */
export function buildUnclear(unclear: UnclearCommand): SlackMessage {
  const line = describeProblem(unclear);
  return { text: line, blocks: [section(`:point_right: ${line}`), section(usage)] };
}

function describeProblem({ problem, meant, word }: UnclearCommand): string {
  const example = `\`${writeUsage(meant)}\``;
  switch (problem) {
    case 'nobody':
      return `${questions[meant]} Type ${example}.`;
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

const questions: Readonly<Record<UnclearCommand['meant'], string>> = {
  issue: 'Who needs a code?',
  status: 'Whose code?',
  unlock: 'Who is locked out?',
  help: 'What do you need?',
};
