import { say } from '../messages/say.ts';
import type { ScimResource } from '../ports/directory/scim-resources.ts';
import type { ScimServices } from '../services/scim/scim-services.ts';
import type { Exchange } from './exchange.ts';
import { locationOf, presentResource } from './present-resource.ts';
import type { Projection } from './projection.ts';
import type { ResourceType } from './schemas/attribute.ts';
import { groupType } from './schemas/group-schema.ts';
import { userType } from './schemas/user-schema.ts';
import { badRequest } from './scim-error.ts';

/** Members of all groups of one answer. */
export const MEMBERS_READ_MAX = 100_000;

type Reading = Pick<ScimServices, 'listMembers' | 'listGroupsOf'>;

/** Resources as an answer holds them, with members and groups if it asks for them. @throws ScimError `tooMany` */
export async function completeResources(
  services: Reading,
  { caller, base }: Pick<Exchange, 'caller' | 'base'>,
  type: ResourceType,
  projection: Projection,
  resources: readonly ScimResource[],
): Promise<Record<string, unknown>[]> {
  let members = 0;
  const completed: Record<string, unknown>[] = [];
  for (const resource of resources) {
    const whole = presentResource(base, type, resource);
    if (type === groupType && projection.includes('members')) {
      const ids = await services.listMembers(resource);
      members += ids.length;
      if (members > MEMBERS_READ_MAX)
        throw badRequest('tooMany', say('scim.error.manyMembersRead', { max: MEMBERS_READ_MAX }));
      whole.members = ids.map((id) => ({
        value: id,
        $ref: locationOf(base, userType, { id }),
        type: 'User',
      }));
    }
    if (type === userType && projection.includes('groups')) {
      const groups = await services.listGroupsOf(caller, resource.id);
      whole.groups = groups.map((group) => ({
        value: group.id,
        $ref: locationOf(base, groupType, group),
        display: presentResource(base, groupType, group).displayName,
      }));
    }
    completed.push(projection.apply(whole));
  }
  return completed;
}
