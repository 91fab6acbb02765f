import type { Organization } from '../domain/organization.ts';
import { type SlackWorkspace, slackTenantIdOf } from '../domain/slack-person.ts';
import type { ServiceDeps } from './deps.ts';

/** For how long what was read counts as what is true; milliseconds. */
const KNOWN_MS = 1000;

/**
 * The organization a Slack workspace belongs to; `null` for a workspace nobody connected. It may be a second old: a workspace never changes hands,
 * and whoever goes by the policy reads it anew, in the transaction that acts on it.
 */
export function createFindOrganization({ store, clock }: Pick<ServiceDeps, 'store' | 'clock'>) {
  /** A bot serves one workspace. */
  let last: {
    readonly tenantId: string;
    readonly organization: Organization;
    readonly askedAt: number;
  } | null = null;

  return async function findOrganization(workspace: SlackWorkspace): Promise<Organization | null> {
    const tenantId = slackTenantIdOf(workspace);
    const askedAt = clock.now();
    if (last?.tenantId === tenantId) {
      const age = askedAt - last.askedAt;
      // A clock that was set back makes no answer younger.
      if (age >= 0 && age <= KNOWN_MS) return last.organization;
    }
    const organization = await store.read.organizations.findBySlackTenant(tenantId);
    if (organization !== null) last = { tenantId, organization, askedAt };
    return organization;
  };
}
