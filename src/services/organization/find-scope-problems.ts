import type { OrganizationId } from '../../domain/ids.ts';
import { helpDeskScopes } from '../../domain/organization/help-desk.ts';
import type { Policy, PolicyProblem } from '../../domain/organization/policy.ts';
import type { Readers, Transaction } from '../../ports/store.ts';

/**
 * The domains that a change puts into a scope of the help desk although the organization hasn't verified them. One that was lost since may
 * stay: no one is helped by it.
 */
export async function findScopeProblems(
  { domains }: Pick<Readers | Transaction, 'domains'>,
  organizationId: OrganizationId,
  before: Policy,
  after: Policy,
): Promise<PolicyProblem[]> {
  const problems: PolicyProblem[] = [];
  for (const scope of helpDeskScopes) {
    const then = before.helpDesk[scope].domains;
    for (const domain of after.helpDesk[scope].domains.filter((each) => !then.includes(each)))
      if ((await domains.find(organizationId, domain))?.verifiedAt == null)
        problems.push({ code: 'scope_domain', field: 'helpDesk', scope, domain });
  }
  return problems;
}
