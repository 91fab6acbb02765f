import type { AppInfo, PersonInfo, World } from '../net/types.ts';

export interface Suggestion {
  readonly id: string;
  /** What it puts in place of what was typed. */
  readonly insert: string;
  readonly title: string;
  readonly hint: string;
  readonly detail: string;
  readonly person?: PersonInfo;
  readonly app?: AppInfo;
}

export interface Completion {
  readonly from: number;
  readonly to: number;
  readonly suggestions: readonly Suggestion[];
}

const SHOWN_MAX = 8;

/** What fits at the caret: commands at the beginning of the line, people after an @. */
export function completeAt(text: string, caret: number, world: World, reader: PersonInfo): Completion | null {
  const before = text.slice(0, caret);
  const [command] = /^\/\S*$/.exec(before) ?? [];
  if (command !== undefined) return offer(0, caret, listCommands(command, world, reader));
  const [, start = '', handle] = /(^|[\s(])@([\p{L}\p{N}._-]*)$/u.exec(before) ?? [];
  if (handle === undefined) return null;
  const from = before.length - handle.length - 1;
  return offer(from, caret, listPeople(handle, world, reader), start);
}

function offer(from: number, to: number, suggestions: readonly Suggestion[], _start = ''): Completion | null {
  return suggestions.length === 0 ? null : { from, to, suggestions: suggestions.slice(0, SHOWN_MAX) };
}

function listCommands(typed: string, world: World, reader: PersonInfo): Suggestion[] {
  return world.apps
    .filter((app) => app.bots.some((bot) => bot.teamId === reader.teamId))
    .flatMap((app) => app.commands.map((command) => ({ app, command })))
    .filter(({ command }) => command.command.startsWith(typed))
    .map(({ app, command }) => ({
      id: command.command.slice(1),
      insert: `${command.command} `,
      title: command.command,
      hint: command.usage_hint ?? '',
      detail: `${command.description} · ${app.name}`,
      app,
    }));
}

function listPeople(typed: string, world: World, reader: PersonInfo): Suggestion[] {
  const wanted = typed.toLowerCase();
  const rank = (person: PersonInfo) => (person.teamId === reader.teamId ? 0 : 1);
  return world.people
    .filter((person) => !person.isDeleted)
    .filter(({ handle, realName }) =>
      [handle, ...realName.split(' ')].some((word) => word.toLowerCase().startsWith(wanted)),
    )
    .sort((one, other) => rank(one) - rank(other) || one.realName.localeCompare(other.realName))
    .map((person) => ({
      id: person.id,
      insert: `@${person.handle} `,
      title: person.realName,
      hint: `@${person.handle}`,
      detail: '',
      person,
    }));
}

/** The usage hint of the command that is being typed, once its name is complete. */
export function usageOf(text: string, world: World, reader: PersonInfo): string | null {
  const [, name, rest] = /^(\/\S+)(\s*)$/.exec(text) ?? [];
  if (name === undefined || rest === '') return null;
  const apps = world.apps.filter((app) => app.bots.some((bot) => bot.teamId === reader.teamId));
  const command = apps.flatMap((app) => app.commands).find((each) => each.command === name);
  return command?.usage_hint ?? null;
}
