import { context, type SlackMessage, section } from '../../blocks/message.ts';
import type { UsageLine } from '../subcommand.ts';

export function buildHelp(usages: readonly UsageLine[]): SlackMessage {
  return {
    text: 'How to use Backupcode',
    blocks: [
      section('*Backupcode* helps someone who is locked out sign in once, without their second factor.'),
      section(listUsages(usages)),
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
export function buildOnlyCommands(usages: readonly UsageLine[]): SlackMessage {
  return {
    text: 'I only understand the /backupcode command.',
    blocks: [
      section('I only understand the `/backupcode` command.'),
      section(listUsages(usages)),
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

export function listUsages(usages: readonly UsageLine[]): string {
  return usages.map(({ usage, help }) => `\`${usage}\` – ${help}`).join('\n');
}
