import { say } from '../../messages/say.ts';
import { COMMAND } from '../ids.ts';
import { delegate } from './delegate/subcommand.ts';
import { find } from './find/subcommand.ts';
import { freeze } from './freeze/subcommand.ts';
import { unfreeze } from './freeze/unfreeze-subcommand.ts';
import { help } from './help/subcommand.ts';
import { history } from './history/subcommand.ts';
import { issue } from './issue/subcommand.ts';
import { list } from './list/subcommand.ts';
import { policy } from './policy/subcommand.ts';
import { request } from './request/subcommand.ts';
import { revoke } from './revoke/subcommand.ts';
import { status } from './status/subcommand.ts';
import { type Subcommand, type UsageLine, writeShortUsage, writeUsageHint } from './subcommand.ts';
import { unlock } from './unlock/subcommand.ts';
import { who } from './who/subcommand.ts';

/** Every subcommand, in the order of the help. A row here is all that the parser, the help and the dispatcher need. */
export const subcommands = {
  issue,
  status,
  history,
  revoke,
  unlock,
  list,
  find,
  request,
  policy,
  who,
  delegate,
  freeze,
  unfreeze,
  help,
} as const satisfies Record<string, Subcommand>;

export type SubcommandName = keyof typeof subcommands;
/** Those that take one of these: `NameTaking<'person'>`. */
export type NameTaking<Takes extends Subcommand['takes']> = {
  [Name in SubcommandName]: (typeof subcommands)[Name]['takes'] extends Takes ? Name : never;
}[SubcommandName];

export const subcommandNames = Object.keys(subcommands) as SubcommandName[];

export function takes<Takes extends Subcommand['takes']>(
  name: SubcommandName,
  ...what: readonly Takes[]
): name is NameTaking<Takes> {
  return what.some((each) => each === subcommands[name].takes);
}

/** @param word in lower case; @returns `null` for any other word */
export function findSubcommand(word: string): SubcommandName | null {
  return word === '' ? null : (subcommandNames.find((name) => subcommands[name].word === word) ?? null);
}

/** `/backupcode status @name`, as it has to be typed. */
export function writeUsage(name: SubcommandName): string {
  return `${COMMAND} ${writeShortUsage(subcommands[name])}`;
}

/** For this reader. A row without its messages in the catalogue does not compile. */
export function usageLines(): UsageLine[] {
  return subcommandNames.map((name) => ({
    usage: `${COMMAND} ${writeUsageHint(subcommands[name])}`,
    help: say(`slack.${name}.help`),
  }));
}

/** For the manifests, in English: Slack has one for all readers. */
export function writeManifestHint(): string {
  return Object.values(subcommands).map(writeUsageHint).join(' | ');
}
