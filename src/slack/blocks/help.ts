import type { ParsedCommand } from '../parse-command.ts';
import { context, type SlackMessage, section } from './message.ts';

const usage = [
  '`/backupcode @user` – generate a one-time backup code for somebody who lost their second factor',
  '`/backupcode @user lost phone` – the same, with a reason for the record',
  '`/backupcode status @user` – what became of their newest code, and what was tried; revoke it',
  '`/backupcode unlock @user` – let somebody try again who is locked after too many wrong codes',
  '`/backupcode help` – this page',
].join('\n');

export function buildHelp(): SlackMessage {
  return {
    text: 'How to use Backupcode',
    blocks: [
      section('*Backupcode* helps somebody who is locked out sign in once, without their second factor.'),
      section(usage),
      section(
        '*Who may:* Organization Owners and Organization Admins, for confirmed people on a verified domain. Never for oneself; an Admin never for an Owner; ' +
          'for Owners and Admins a second person has to agree.',
      ),
      section(
        '*What happens:* you confirm, and see a code that only you can see. Read it to the person on a call you placed yourself. It works once and replaces the second factor only. ' +
          'The person is told, and can say that it was not them. Everything is written down.',
      ),
      context(
        'The code is shown in this conversation, to you alone, or in your direct message with me if your organization prefers that.',
      ),
    ],
  };
}

const problems: Readonly<Record<Extract<ParsedCommand, { kind: 'unclear' }>['problem'], string>> = {
  nobody: 'Whom is the code for? Mention the person.',
  plain_name:
    'I need a mention, so that there is no doubt who is meant: type `@` and choose the person from the list.',
  several:
    'One person at a time: mention only the person who is locked out, and write the reason without mentions.',
  group: 'That is a group. Mention the one person who is locked out.',
  special_mention: 'That would be everybody. Mention the one person who is locked out.',
};

export function buildUnclear(problem: keyof typeof problems): SlackMessage {
  return { text: problems[problem], blocks: [section(`:point_right: ${problems[problem]}`), section(usage)] };
}
