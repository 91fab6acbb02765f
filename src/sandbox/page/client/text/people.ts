import { createContext, useContext } from 'react';
import type { PersonInfo, World } from '../net/types.ts';

/** Who and where, for names in texts, and through whose eyes. */
export interface Surroundings {
  readonly world: World;
  readonly reader: PersonInfo;
  readonly channelNames: ReadonlyMap<string, string>;
  /** Goes to a conversation of the reader's, as a link of Slack's own does. */
  readonly openConversation: (id: string) => void;
}

export const SurroundingsContext = createContext<Surroundings | null>(null);

export function useSurroundings(): Surroundings {
  const surroundings = useContext(SurroundingsContext);
  if (!surroundings) throw new Error('used outside of a client');
  return surroundings;
}

export function findPerson(world: World, id: string): PersonInfo | undefined {
  return world.people.find((person) => person.id === id);
}

export function nameOf(world: World, id: string): string {
  if (id === 'USLACKBOT') return 'Slackbot';
  return findPerson(world, id)?.realName ?? id;
}

export function canAct(person: PersonInfo): boolean {
  return !person.isBot && !person.isDeleted;
}

/** Escapes what was typed and turns names into mentions, as Slack's composer does before it sends. */
export function encodeTyped(text: string, world: World, reader: PersonInfo): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return escaped.replace(
    /(^|\s)@([\p{L}\p{N}._-]*[\p{L}\p{N}_-])/gu,
    (all, before: string, handle: string) => {
      const named = world.people.filter((person) => person.handle === handle);
      const person = named.find((each) => each.teamId === reader.teamId) ?? named[0];
      return person ? `${before}<@${person.id}>` : all;
    },
  );
}
