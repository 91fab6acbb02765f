import { foldGroupName, type Group } from '../../../domain/directory/group.ts';
import type { GroupId, OrganizationId } from '../../../domain/ids.ts';
import type { NamedGroup } from '../../../domain/organization/policy-groups.ts';
import type { Readers, Transaction } from '../../../ports/store.ts';
import type { ServiceDeps } from '../../deps.ts';

const PAGE = 1000;

type Rooms = Pick<Readers | Transaction, 'groups' | 'sources'>;

/** Every group of the organization, by name. */
export function createListGroups({ store }: Pick<ServiceDeps, 'store'>) {
  return async function listGroups(organizationId: OrganizationId): Promise<NamedGroup[]> {
    const { groups, sources } = store.read;
    const all: Group[] = [];
    let after: GroupId | null = null;
    do {
      const page: Group[] = await groups.list(organizationId, { sourceId: null, after, limit: PAGE });
      all.push(...page);
      after = page.length === PAGE ? (page.at(-1)?.id ?? null) : null;
    } while (after !== null);
    const known = new Map((await sources.list(organizationId)).map(({ id, name }) => [id, name]));
    const counts = new Map<string, number>();
    for (const { name } of all) counts.set(foldGroupName(name), (counts.get(foldGroupName(name)) ?? 0) + 1);
    return all
      .map(({ id, name, sourceId }) => ({
        id,
        name,
        source: known.get(sourceId) ?? sourceId,
        isOnlyOne: counts.get(foldGroupName(name)) === 1,
      }))
      .sort((a, b) => (foldGroupName(a.name) < foldGroupName(b.name) ? -1 : 1));
  };
}

/** These groups, without those that are gone. */
export async function nameGroups(
  rooms: Rooms,
  organizationId: OrganizationId,
  ids: readonly GroupId[],
): Promise<NamedGroup[]> {
  if (ids.length === 0) return [];
  const sources = await rooms.sources.list(organizationId);
  const named: NamedGroup[] = [];
  for (const id of new Set(ids)) {
    const group = await rooms.groups.find(organizationId, id);
    if (group === null) continue;
    const { name, sourceId } = group;
    let same = 0;
    for (const source of sources)
      if ((await rooms.groups.findByName(organizationId, source.id, name)) !== null) same += 1;
    const source = sources.find((one) => one.id === sourceId)?.name ?? sourceId;
    named.push({ id, name, source, isOnlyOne: same <= 1 });
  }
  return named;
}
