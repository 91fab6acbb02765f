import type { OrganizationId } from '../../../domain/ids.ts';
import type { Policy } from '../../../domain/organization/policy.ts';
import { listPolicyGroups, listSettingsOf } from '../../../domain/organization/policy-groups.ts';
import { listGoneProviders } from '../../../domain/providers/find-rule-problems.ts';
import { say } from '../../../messages/say.ts';
import type { OperatorServices } from '../../../services/operator-services.ts';
import type { CliRuntime } from '../../cli-runtime.ts';
import type { PolicyNames } from '../../settings/policy-names.ts';

export async function readPolicyNames(
  services: Pick<OperatorServices, 'sources' | 'providers' | 'listGroups'>,
  organizationId: OrganizationId,
): Promise<PolicyNames> {
  return {
    sources: await services.sources.listSources(organizationId),
    groups: await services.listGroups(organizationId),
    providers: await services.providers.listProviders(organizationId),
  };
}

/**
 * A group that the policy still names, but no source tells any longer, protects no one, and a rule about providers no longer fits its members.
 * Codes of a provider that is gone are refused.
 */
export function warnOfGone(
  runtime: Pick<CliRuntime, 'complain'>,
  policy: Policy,
  { groups, providers }: PolicyNames,
): void {
  for (const id of listPolicyGroups(policy)) {
    if (groups.some((group) => group.id === id)) continue;
    const settings = listSettingsOf(policy, id).join(', ');
    runtime.complain(say('cli.policy.goneGroups', { settings, id }));
  }
  for (const id of listGoneProviders(policy, providers))
    runtime.complain(say('cli.policy.goneProvider', { id }));
}
