import { type SlackWorkspace, slackTenantIdOf } from '../../domain/directory/slack-person.ts';
import type { Organization } from '../../domain/organization/organization.ts';
import type { ServiceDeps } from '../deps.ts';

/** The organization that a Slack workspace belongs to; `null` if the workspace is not connected. */
export function createFindOrganization({ store }: Pick<ServiceDeps, 'store'>) {
  return async function findOrganization(workspace: SlackWorkspace): Promise<Organization | null> {
    return store.read.organizations.findBySlackTenant(slackTenantIdOf(workspace));
  };
}
