import type { SubcommandForEveryone } from '../subcommand.ts';
import { buildHelp } from './help.ts';

export const help = {
  word: 'help',
  who: 'everyone',
  takes: 'nothing',
  synonyms: ['usage', 'commands', 'man', 'hello', 'hi'],
  answer: buildHelp,
} as const satisfies SubcommandForEveryone;
