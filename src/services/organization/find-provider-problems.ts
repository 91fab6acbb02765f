import type { OrganizationId } from '../../domain/ids.ts';
import type { PolicyProblem } from '../../domain/organization/find-policy-problems.ts';
import type { Policy } from '../../domain/organization/policy.ts';
import type { ProviderRule } from '../../domain/providers/provider-rule.ts';
import type { Transaction } from '../../ports/store.ts';

/**
 * Rules that a change brings, and whose provider or domain isn't there. A provider that is gone may stay: a code that it should make is
 * refused. By a domain that isn't verified, no one would be found, and they would get codes of another kind unnoticed.
 */
export async function findProviderProblems(
  tx: Pick<Transaction, 'providers' | 'domains'>,
  organizationId: OrganizationId,
  { providers: before }: Policy,
  { providers: after }: Policy,
): Promise<PolicyProblem[]> {
  const problems: PolicyProblem[] = [];
  const then = new Set(before.map(({ providerId }) => providerId));
  const named = new Set(after.flatMap(({ providerId }) => (providerId === null ? [] : [providerId])));
  for (const id of named)
    if (!then.has(id) && (await tx.providers.find(organizationId, id)) === null)
      problems.push({ code: 'unknown_provider', field: 'providers' });
  const old = new Set(listDomains(before));
  for (const domain of new Set(listDomains(after)))
    if (!old.has(domain) && (await tx.domains.find(organizationId, domain))?.verifiedAt == null)
      problems.push({ code: 'rule_domain', field: 'providers', domain });
  return problems;
}

function listDomains(rules: readonly ProviderRule[]): string[] {
  return rules.flatMap(({ when }) => (when.kind === 'domain' ? [when.domain] : []));
}
