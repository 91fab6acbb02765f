import type { Organization } from '../domain/organization.ts';
import { type SlackWorkspace, slackTenantIdOf } from '../domain/slack-person.ts';
import type { Store } from '../ports/store.ts';

/** The organization a Slack workspace belongs to; `null` for a workspace nobody connected. */
export function createFindOrganization({ store }: { readonly store: Store }) {
  return async function findOrganization(workspace: SlackWorkspace): Promise<Organization | null> {
    return store.read.organizations.findBySlackTenant(slackTenantIdOf(workspace));
  };
}
