import { listPolicyGroups, listSettingsOf } from '../../domain/organization/policy-groups.ts';
import { say } from '../../messages/say.ts';
import type { OperatorServices } from '../../services/operator-services.ts';
import { type Check, warning } from './check.ts';

/** A group that the policy names, but no source tells any longer, protects no one. */
export async function checkPolicyGroups(services: OperatorServices): Promise<Check[]> {
  const checks: Check[] = [];
  for (const { id: organizationId, policy } of await services.listOrganizations()) {
    const named = listPolicyGroups(policy);
    const groups = named.length === 0 ? [] : await services.listGroups(organizationId);
    for (const id of named) {
      if (groups.some((group) => group.id === id)) continue;
      const settings = listSettingsOf(policy, id).join(', ');
      checks.push(
        warning('policy', say('cli.doctor.goneGroup', { settings, id }), say('cli.doctor.setGroups')),
      );
    }
  }
  return checks;
}
