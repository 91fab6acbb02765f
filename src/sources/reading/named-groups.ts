import { VendorError } from '../../ports/vendor.ts';

/**
 * The optional setting that says which groups are read, as `NAME=ID, NAME=ID`. Role rules use the names. The ids are the vendor's: at some
 * vendors anybody may make a group with any name, and would get the role of the group that has the name already.
 */
export const groupsSetting = { name: 'groups', isRequired: false, isSecret: false } as const;

export interface NamedGroup {
  readonly name: string;
  readonly id: string;
}

const GROUPS_MAX = 50;

/** @returns what `checkSettings` takes as the check of the setting */
export function checkGroups(isId: RegExp): (value: string) => 'malformed' | null {
  return (value) => {
    const groups = readGroupsSetting({ groups: value });
    const names = new Set(groups.map(({ name }) => name.toLowerCase()));
    const isGood =
      groups.length <= GROUPS_MAX &&
      names.size === groups.length &&
      groups.every(({ name, id }) => name !== '' && isId.test(id));
    return isGood ? null : 'malformed';
  };
}

export function readGroupsSetting({ groups = '' }: Readonly<Record<string, string>>): NamedGroup[] {
  if (groups.trim() === '') return [];
  return groups.split(',').map((pair) => {
    const [name = '', ...id] = pair.split('=');
    return { name: name.trim(), id: id.join('=').trim() };
  });
}

/** Names of the groups of a person, by their id; `null` if no group is read. */
export type GroupsOf = (externalId: string) => readonly string[] | null;

/**
 * Reads the direct members of each group: a role is not passed on by a group inside a group.
 * @param readMembers ids of people, in pages
 */
export async function readNamedGroups(
  groups: readonly NamedGroup[],
  readMembers: (group: NamedGroup) => AsyncIterable<readonly string[]>,
): Promise<GroupsOf> {
  if (groups.length === 0) return () => null;
  const namesById = new Map<string, string[]>();
  for (const group of groups) {
    for await (const ids of readMembers(group)) {
      for (const id of ids) {
        const names = namesById.get(id) ?? [];
        if (!names.includes(group.name)) names.push(group.name);
        namesById.set(id, names);
      }
    }
  }
  return (externalId) => namesById.get(externalId) ?? [];
}

/** A group that is gone ends the run: to take it for an empty one would take every role that it gives. */
export function noSuchGroup({ name }: NamedGroup): VendorError {
  return new VendorError('unknown_group', `group ${name}`);
}
