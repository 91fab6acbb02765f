import type { OrganizationId } from '../../../domain/ids.ts';
import type { Policy } from '../../../domain/organization/policy.ts';
import { listPolicyGroups, listSettingsOf } from '../../../domain/organization/policy-groups.ts';
import { say } from '../../../messages/say.ts';
import type { OperatorServices } from '../../../services/operator-services.ts';
import type { CliRuntime } from '../../cli-runtime.ts';
import type { PolicyNames } from '../../settings/policy-names.ts';

export async function readPolicyNames(
  services: Pick<OperatorServices, 'sources' | 'listGroups'>,
  organizationId: OrganizationId,
): Promise<PolicyNames> {
  return {
    sources: await services.sources.listSources(organizationId),
    groups: await services.listGroups(organizationId),
  };
}

/** A group that the policy still names, but no source tells any longer, protects no one. */
export function warnOfGoneGroups(
  runtime: Pick<CliRuntime, 'complain'>,
  policy: Policy,
  { groups }: PolicyNames,
): void {
  for (const id of listPolicyGroups(policy)) {
    if (groups.some((group) => group.id === id)) continue;
    const settings = listSettingsOf(policy, id).join(', ');
    runtime.complain(say('cli.policy.goneGroups', { settings, id }));
  }
}
