import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import { parseEmail } from '../../domain/directory/email.ts';
import { issuingRoles } from '../../domain/directory/roles.ts';
import type { OrganizationId } from '../../domain/ids.ts';
import { decideEligibility } from '../../domain/requests/eligibility.ts';
import type { ServiceDeps } from '../deps.ts';
import { findApprovers } from '../requests/find-approvers.ts';

/** More than enough to find two who could help. */
const LOOKED_AT_MAX = 200;

/**
 * Confirmed owners who would get no code from anyone in Slack if they lost their second factor today. Decided
 * as for a real request, with everyone who may issue as requester and as approver.
 */
export function createFindUnhelpedOwners({ store }: Pick<ServiceDeps, 'store'>) {
  return async function findUnhelpedOwners(organizationId: OrganizationId): Promise<DirectoryUser[]> {
    const { directory, domains, organizations } = store.read;
    const organization = await organizations.findById(organizationId);
    if (organization === null) return [];
    const issuers = await directory.listConfirmedByRole(organizationId, issuingRoles, LOOKED_AT_MAX);
    const known = new Map((await domains.list(organizationId)).map((domain) => [domain.name, domain]));
    const { policy } = organization;

    async function canBeHelped(target: DirectoryUser): Promise<boolean> {
      const targetDomain = known.get(parseEmail(target.email ?? '')?.domain ?? '') ?? null;
      for (const requester of issuers) {
        // Whether the target is of the highest tier does not matter here, as owners approve for every tier; nor does a freeze, which ends.
        const facts = {
          requester,
          target,
          targetDomain,
          targetGroups: [],
          isReport: false,
          lane: null,
          policy,
          freezes: [],
        };
        const decision = decideEligibility(facts);
        if (decision.kind === 'refused') continue;
        const { approvalsRequired, approvers } = policy.tiers[decision.tier];
        if (approvalsRequired === 0) return true;
        if ((await findApprovers(store.read, facts, [approvers])).length >= approvalsRequired) return true;
      }
      return false;
    }

    const unhelped: DirectoryUser[] = [];
    for (const user of issuers) {
      if (user.role === 'owner' && !(await canBeHelped(user))) unhelped.push(user);
    }
    return unhelped;
  };
}
