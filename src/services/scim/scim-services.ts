import type { ScimResource } from '../../ports/directory/scim-resources.ts';
import type { ServiceDeps } from '../deps.ts';
import { createAdmitScimClient } from './admit-scim-client.ts';
import { createCreateToken } from './create-token.ts';
import { listMembers } from './list-members.ts';
import { createReadResources } from './read-resources.ts';
import { createWriteGroups } from './write-groups.ts';
import { createWriteUsers } from './write-users.ts';

export type ScimServices = ReturnType<typeof createScimServices>;

/** Every use case of SCIM clients. */
export function createScimServices(deps: ServiceDeps) {
  return {
    admitClient: createAdmitScimClient(deps),
    createToken: createCreateToken(deps),
    ...createReadResources(deps),
    listMembers: (group: ScimResource) => listMembers(deps.store.read.groups, group),
    ...createWriteUsers(deps),
    ...createWriteGroups(deps),
  };
}
