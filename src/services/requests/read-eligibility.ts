import type { DirectoryUser } from '../../domain/directory/directory-user.ts';
import { parseEmail } from '../../domain/directory/email.ts';
import type { Organization } from '../../domain/organization/organization.ts';
import type { EligibilityFacts } from '../../domain/requests/eligibility.ts';
import type { Transaction } from '../../ports/store.ts';

/** Reads the facts of an eligibility decision as they are now, in the transaction that acts on it. */
export async function readEligibilityFacts(
  tx: Transaction,
  organization: Organization,
  requester: DirectoryUser,
  target: DirectoryUser,
): Promise<EligibilityFacts> {
  const name = parseEmail(target.email ?? '')?.domain;
  const [fresh, targetDomain] = await Promise.all([
    tx.organizations.findById(organization.id),
    name === undefined ? null : tx.domains.find(organization.id, name),
  ]);
  if (fresh === null) throw new Error('The organization vanished');
  return { requester, target, targetDomain, policy: fresh.policy };
}
