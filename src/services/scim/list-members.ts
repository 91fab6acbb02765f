import { type GroupId, isId, type UserId } from '../../domain/ids.ts';
import type { GroupReader } from '../../ports/directory/groups.ts';
import type { ScimResource } from '../../ports/directory/scim-resources.ts';

const MEMBERS_PAGE = 1_000;

/** Every member of a group, in the order of ids. */
export async function listMembers(
  groups: Pick<GroupReader, 'listMembers'>,
  { organizationId, id }: Pick<ScimResource, 'organizationId' | 'id'>,
): Promise<UserId[]> {
  const found: UserId[] = [];
  let after: UserId | null = null;
  for (;;) {
    const page: UserId[] = await groups.listMembers(organizationId, toGroupId(id), {
      after,
      limit: MEMBERS_PAGE,
    });
    found.push(...page);
    if (page.length < MEMBERS_PAGE) return found;
    after = page.at(-1) ?? null;
  }
}

/** The id of a group's resource is the group's. */
export function toGroupId(id: string): GroupId {
  if (!isId('group', id)) throw new Error('The resource of a group has another id');
  return id;
}
