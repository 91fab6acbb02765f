import type { Group } from '../../../domain/directory/group.ts';
import { readGroups } from '../../../domain/directory/provision/parse-record.ts';
import { isSameRecord } from '../../../domain/directory/provision/provision.ts';
import type { Source } from '../../../domain/directory/source.ts';
import type { SourceRecord } from '../../../domain/directory/source-person.ts';
import type { UserId } from '../../../domain/ids.ts';
import type { Transaction } from '../../../ports/store.ts';
import type { ServiceDeps } from '../../deps.ts';
import type { PlannedPerson } from './plan-provision.ts';

/**
 * Makes users members of the groups that the source tells with them, and of no others of the source. A new name makes a group.
 * @returns the groups that lost members
 */
export async function tellGroups(
  { clock, random }: Pick<ServiceDeps, 'clock' | 'random'>,
  tx: Transaction,
  { organizationId, id: sourceId }: Source,
  people: readonly PlannedPerson[],
): Promise<Group[]> {
  const joining = new Map<string, Set<UserId>>();
  const leaving = new Map<string, Set<UserId>>();
  for (const { person, record, userId } of people) {
    if (userId === null || record === null || record.groups === null) continue;
    if (person?.userId === userId && isSameRecord(person.record, record)) continue;
    const before = person?.userId === userId ? foldGroups(person.record) : new Map<string, string>();
    const after = foldGroups(record);
    for (const [folded, name] of after) if (!before.has(folded)) collect(joining, name, userId);
    for (const [folded, name] of before) if (!after.has(folded)) collect(leaving, name, userId);
  }
  for (const [name, userIds] of joining) {
    const group = (await tx.groups.findByName(organizationId, sourceId, name)) ?? (await addGroup(name));
    await tx.groups.addMembers(organizationId, group.id, [...userIds]);
  }
  const left: Group[] = [];
  for (const [name, userIds] of leaving) {
    const group = await tx.groups.findByName(organizationId, sourceId, name);
    if (group === null) continue;
    await tx.groups.removeMembers(organizationId, group.id, [...userIds]);
    left.push(group);
  }
  return left;

  async function addGroup(name: string): Promise<Group> {
    const now = clock.now();
    const id = random.id('group');
    const group = { id, organizationId, sourceId, externalId: null, name, createdAt: now, updatedAt: now };
    await tx.groups.insert(group);
    return group;
  }
}

/** The names that can be kept, by what they are compared by. */
function foldGroups(record: SourceRecord): Map<string, string> {
  const groups = readGroups(record) ?? [];
  return new Map(groups.map((name) => [name.toLowerCase(), name]));
}

function collect(members: Map<string, Set<UserId>>, name: string, userId: UserId): void {
  members.set(name, (members.get(name) ?? new Set()).add(userId));
}
