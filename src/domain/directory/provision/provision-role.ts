import type { Role } from '../roles.ts';
import type { ReadRecord } from './parse-record.ts';
import type { ProvisionContext, ProvisionFacts } from './provision-facts.ts';
import { decideRole, type RoleDecision } from './role-rules.ts';

export function roleOf(
  facts: ProvisionFacts,
  { groups, attributes }: ReadRecord,
  { source }: ProvisionContext,
  { login, present }: { readonly login: string; readonly present: { role: Role; isRuled: boolean } | null },
): RoleDecision {
  return decideRole({
    rules: source.roleRules,
    groups: groups ?? facts.knownGroups,
    attributes,
    isOwnerAllowed: source.allowedOwners.includes(login),
    present,
  });
}
