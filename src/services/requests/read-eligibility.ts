import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import type { GroupId } from '../../domain/ids.ts';
import type { Organization } from '../../domain/organization/organization.ts';
import type { Policy } from '../../domain/organization/policy.ts';
import type { AuthorityFacts } from '../../domain/requests/authority.ts';
import type { EligibilityFacts } from '../../domain/requests/eligibility.ts';
import type { Transaction } from '../../ports/store.ts';
import { readDomain } from '../directory/read-domain.ts';

/** Reads the facts of an eligibility decision as they are now, in the transaction that acts on it. */
export async function readEligibilityFacts(
  tx: Transaction,
  organization: Organization,
  requester: DirectoryUser,
  target: DirectoryUser,
): Promise<EligibilityFacts> {
  const policy = await readPolicy(tx, organization);
  const targetDomain = await readDomain(tx, target);
  const targetGroups = await readGroups(tx, target, policy);
  const freezes = await tx.freezes.listLasting(organization.id);
  return { requester, target, targetDomain, targetGroups, policy, freezes };
}

/** The target's groups, where the policy has a tier that depends on them. */
async function readGroups(tx: Transaction, target: DirectoryUser, policy: Policy): Promise<GroupId[]> {
  if (policy.executiveGroups.length === 0) return [];
  return (await tx.groups.listOfUser(target.organizationId, target.id)).map(({ id }) => id);
}

/** The same for a decision about authority alone. */
export async function readAuthorityFacts(
  tx: Transaction,
  organization: Organization,
  actor: DirectoryUser,
  target: DirectoryUser,
): Promise<AuthorityFacts> {
  return { actor, target, policy: await readPolicy(tx, organization) };
}

async function readPolicy(tx: Transaction, organization: Organization): Promise<Policy> {
  const fresh = await tx.organizations.findById(organization.id);
  if (fresh === null) throw new Error('The organization vanished');
  return fresh.policy;
}
