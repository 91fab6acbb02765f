import { foldGroupName } from '../../domain/directory/group.ts';
import { type GroupId, isId } from '../../domain/ids.ts';
import { isNearly } from '../../domain/near-word.ts';
import { type NamedGroup, reservedNames, spellGroup } from '../../domain/organization/policy-groups.ts';
import { say } from '../../messages/say.ts';
import { quote, toPrintable } from '../print.ts';

const NEAR_SHOWN = 5;

export type ParsedGroups =
  | { readonly kind: 'groups'; readonly ids: readonly GroupId[] }
  | { readonly kind: 'bad'; readonly problem: string };

/** Reads names and ids of groups, each one word of a list; a name is compared without regard to case. */
export function parseGroups(words: readonly string[], groups: readonly NamedGroup[]): ParsedGroups {
  const ids: GroupId[] = [];
  for (const word of words) {
    if (word === '') return { kind: 'bad', problem: say('cli.policy.emptyGroup') };
    const byId = isId('group', word) ? groups.filter(({ id }) => id === word) : [];
    const isReserved = reservedNames.includes(word.toLowerCase());
    const folded = foldGroupName(word);
    const found =
      byId.length > 0 || isReserved ? byId : groups.filter(({ name }) => foldGroupName(name) === folded);
    const [group, other] = found;
    if (group === undefined) return { kind: 'bad', problem: describeUnknown(word, groups) };
    if (other !== undefined) {
      const list = found.map(({ id, source }) => `  ${id}  ${toPrintable(source)}`).join('\n');
      return { kind: 'bad', problem: say('cli.policy.severalGroups', { group: quote(word), list }) };
    }
    if (ids.includes(group.id))
      return { kind: 'bad', problem: say('cli.policy.groupTwice', { group: quote(word) }) };
    ids.push(group.id);
  }
  return { kind: 'groups', ids };
}

export function showGroups(ids: readonly GroupId[], groups: readonly NamedGroup[]): string[] {
  const gone = (id: GroupId) => !groups.some((group) => group.id === id);
  return ids.map((id) => (gone(id) ? say('cli.policy.goneGroup', { id }) : spellGroup(id, groups)));
}

function describeUnknown(word: string, groups: readonly NamedGroup[]): string {
  const folded = foldGroupName(word);
  const near = groups.filter(({ name }) => {
    const known = foldGroupName(name);
    return isNearly(folded, known) || (folded.length >= 3 && known.includes(folded));
  });
  if (near.length === 0) return say('cli.policy.unknownGroup', { group: quote(word) });
  const names = near.slice(0, NEAR_SHOWN).map(({ name }) => quote(name));
  return say('cli.policy.nearGroups', { group: quote(word), names: names.join(', ') });
}
