import type { OrganizationId } from '../../domain/ids.ts';
import { findPolicyProblems, type Policy, type PolicyProblem } from '../../domain/organization/policy.ts';
import { draftOperatorAudit } from '../audit/draft-operator-audit.ts';
import type { ServiceDeps } from '../deps.ts';
import { auditAndNotifyOwners } from '../notices/notify-of-change.ts';

export type SetPolicyResult =
  | { readonly kind: 'changed' | 'unchanged'; readonly before: Policy; readonly policy: Policy }
  | { readonly kind: 'invalid'; readonly problems: readonly PolicyProblem[] }
  | { readonly kind: 'unknown_organization' };

/**
 * Changes some fields of the policy: all that are named, or none. Recorded field by field, before and after.
 */
export function createSetPolicy(deps: Pick<ServiceDeps, 'store' | 'clock' | 'random'>) {
  return async function setPolicy(
    organizationId: OrganizationId,
    changes: Partial<Policy>,
  ): Promise<SetPolicyResult> {
    return deps.store.transact(organizationId, async (tx) => {
      const organization = await tx.organizations.findById(organizationId);
      if (organization === null) return { kind: 'unknown_organization' };
      const policy: Policy = { ...organization.policy, ...changes };
      const problems = findPolicyProblems(policy);
      if (problems.length > 0) return { kind: 'invalid', problems };
      const details = describeChanges(organization.policy, policy);
      if (Object.keys(details).length === 0)
        return { kind: 'unchanged', before: organization.policy, policy };
      await tx.organizations.setPolicy(organizationId, policy);
      await auditAndNotifyOwners(
        deps,
        tx,
        draftOperatorAudit(deps, {
          organizationId,
          action: 'organization.policy_changed',
          target: organizationId,
          details,
        }),
      );
      return { kind: 'changed', before: organization.policy, policy };
    });
  };
}

function describeChanges(before: Policy, after: Policy): Record<string, string> {
  const fields = Object.keys(after) as (keyof Policy)[];
  return Object.fromEntries(
    fields
      .map((field) => [field, JSON.stringify(before[field]), JSON.stringify(after[field])] as const)
      .filter(([, old, changed]) => old !== changed)
      .map(([field, old, changed]) => [field, `${old} -> ${changed}`]),
  );
}
