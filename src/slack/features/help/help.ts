import type { KnownBlock } from '@slack/types';
import { say } from '../../../messages/say.ts';
import { context, type SlackMessage, section, sections } from '../../blocks/message.ts';
import type { UsageLine } from '../subcommand.ts';

export function buildHelp(usages: readonly UsageLine[]): SlackMessage {
  return {
    text: say('slack.help'),
    blocks: [
      section(say('slack.help.what')),
      ...listUsages(usages),
      section(say('slack.help.who')),
      section(say('slack.help.how')),
      context(say('slack.help.never')),
    ],
  };
}

/** To a person who writes to the bot, which reads commands only. */
export function buildOnlyCommands(usages: readonly UsageLine[]): SlackMessage {
  const line = say('slack.help.only_commands');
  return {
    text: line,
    blocks: [section(line), ...listUsages(usages), context(say('slack.help.locked_out'))],
  };
}

/** To a person who wrote a code. It does not repeat it. */
export function buildCodeInMessage(): SlackMessage {
  const line = say('slack.help.code_in_message');
  return {
    text: line,
    blocks: [section(`:warning: *${line}*`), section(say('slack.help.code_in_message.next'))],
  };
}

export function listUsages(usages: readonly UsageLine[]): KnownBlock[] {
  return sections(...usages.map((usage) => say('slack.help.usage', { ...usage })));
}
