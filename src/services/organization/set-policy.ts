import type { AuditDraft } from '../../domain/audit/audit-event.ts';
import { governedAttributes } from '../../domain/directory/attribute-authority.ts';
import { isId, type OrganizationId, type SourceId } from '../../domain/ids.ts';
import { findPolicyProblems, type PolicyProblem } from '../../domain/organization/find-policy-problems.ts';
import { type HelpDeskPolicy, helpDeskNumbers, helpDeskScopes } from '../../domain/organization/help-desk.ts';
import type { Policy } from '../../domain/organization/policy.ts';
import { listPolicyGroups, type NamedGroup, spellGroup } from '../../domain/organization/policy-groups.ts';
import { type NamedProvider, spellProviderRule } from '../../domain/providers/spell-rule.ts';
import { type TierPolicy, tiers } from '../../domain/requests/tier.ts';
import type { Transaction } from '../../ports/store.ts';
import { draftOperatorAudit } from '../audit/draft-operator-audit.ts';
import type { AuditFacts, ServiceDeps } from '../deps.ts';
import { auditAndNotifyOwners } from '../notices/notify-of-change.ts';
import { endRightsLost } from '../requests/end-rights-lost.ts';
import { findProviderProblems } from './find-provider-problems.ts';
import { findScopeProblems } from './find-scope-problems.ts';
import { findUnapprovable } from './find-unapprovable.ts';
import { nameGroups } from './groups/list-groups.ts';

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
    return deps.store.transact(organizationId, (tx) =>
      setPolicyIn(deps, tx, organizationId, changes, (facts) => draftOperatorAudit(deps, facts)),
    );
  };
}

/** The same in the transaction that decided who may. @param draft says who changes it */
export async function setPolicyIn(
  deps: Pick<ServiceDeps, 'clock' | 'random'>,
  tx: Transaction,
  organizationId: OrganizationId,
  changes: Partial<Policy>,
  draft: (facts: Omit<AuditFacts, 'actor' | 'source'>) => AuditDraft,
): Promise<SetPolicyResult> {
  const organization = await tx.organizations.findById(organizationId);
  if (organization === null) return { kind: 'unknown_organization' };
  const policy: Policy = { ...organization.policy, ...changes };
  const sources = new Map((await tx.sources.list(organizationId)).map(({ id, name }) => [id, name]));
  const isKnown = chooses(organization.policy, policy).every((id) => sources.has(id));
  const hasDeviceCheck = (await tx.deviceProviders.find(organizationId)) !== null;
  const problems: PolicyProblem[] = findPolicyProblems(policy, hasDeviceCheck);
  if (!isKnown) problems.push({ code: 'unknown_source', field: 'authority' });
  const before = listPolicyGroups(organization.policy);
  const after = listPolicyGroups(policy);
  const groups = await nameGroups(tx, organizationId, [...before, ...after]);
  // One that was removed since may stay: it protects no one, and `policy show` says so.
  if (!after.every((id) => before.includes(id) || groups.some((group) => group.id === id)))
    problems.push({ code: 'unknown_group', field: 'executiveGroups' });
  problems.push(...(await findScopeProblems(tx, organizationId, organization.policy, policy)));
  problems.push(...(await findProviderProblems(tx, organizationId, organization.policy, policy)));
  problems.push(...(await findUnapprovable(tx, organizationId, organization.policy, policy)));
  if (problems.length > 0) return { kind: 'invalid', problems };
  const providers = await tx.providers.list(organizationId);
  const details = describeChanges(organization.policy, policy, { sources, groups, providers });
  if (Object.keys(details).length === 0) return { kind: 'unchanged', before: organization.policy, policy };
  const announce = () =>
    auditAndNotifyOwners(
      deps,
      tx,
      draft({
        organizationId,
        action: 'organization.policy_changed',
        target: organizationId,
        details,
      }),
    );
  // By email too where either policy says so: no one can switch it off unseen.
  if (organization.policy.mail) await announce();
  await tx.organizations.setPolicy(organizationId, policy);
  if (!organization.policy.mail) await announce();
  await endRightsLost(deps, tx, organizationId, draft, organization.policy);
  return { kind: 'changed', before: organization.policy, policy };
}

/** The sources that a change makes an authority. One that was removed since may stay: it decides nothing. */
function chooses({ authority: before }: Policy, { authority: after }: Policy): SourceId[] {
  return governedAttributes.flatMap((attribute) =>
    before[attribute] === after[attribute] ? [] : (after[attribute] ?? []),
  );
}

interface Names {
  readonly sources: ReadonlyMap<SourceId, string>;
  readonly groups: readonly NamedGroup[];
  readonly providers: readonly NamedProvider[];
}

function describeChanges(
  before: Policy,
  after: Policy,
  { sources, groups, providers }: Names,
): Record<string, string> {
  const spell = (id: SourceId | null) => (id === null ? 'none' : (sources.get(id) ?? id));
  const authorities = governedAttributes
    .filter((attribute) => before.authority[attribute] !== after.authority[attribute])
    .map((attribute): [string, string] => [
      `authority.${attribute}`,
      `${spell(before.authority[attribute])} -> ${spell(after.authority[attribute])}`,
    ]);
  const fields = (Object.keys(after) as (keyof Policy)[]).filter(
    (field) => field !== 'authority' && field !== 'tiers' && field !== 'helpDesk' && field !== 'providers',
  );
  const tierFields = tiers.flatMap((tier) =>
    (Object.keys(after.tiers[tier]) as (keyof TierPolicy)[]).map(
      (field) => [`tiers.${tier}.${field}`, before.tiers[tier][field], after.tiers[tier][field]] as const,
    ),
  );
  return Object.fromEntries([
    ...authorities,
    ...describeRules(before, after, groups, providers),
    ...[
      ...fields.map((field) => [field, before[field], after[field]] as const),
      ...tierFields,
      ...listHelpDeskFields(before.helpDesk, after.helpDesk),
    ]
      .filter(([, old, changed]) => JSON.stringify(old) !== JSON.stringify(changed))
      .map(([field, old, changed]): [string, string] => [
        field,
        `${spellValue(old, groups)} -> ${spellValue(changed, groups)}`,
      ]),
  ]);
}

/** The rules about providers, as they are typed. */
function describeRules(
  before: Policy,
  after: Policy,
  groups: readonly NamedGroup[],
  providers: readonly NamedProvider[],
): [string, string][] {
  if (JSON.stringify(before.providers) === JSON.stringify(after.providers)) return [];
  const [old, changed] = [before, after].map(
    (policy) =>
      policy.providers.map((rule) => spellProviderRule(rule, groups, providers)).join(', ') || 'none',
  );
  return [['providers', `${old} -> ${changed}`]];
}

/** As JSON, with groups by name wherever their ids are. */
function spellValue(value: unknown, groups: readonly NamedGroup[]): string {
  return JSON.stringify(value, (_, one) =>
    typeof one === 'string' && isId('group', one) ? spellGroup(one, groups) : one,
  );
}

function listHelpDeskFields(before: HelpDeskPolicy, after: HelpDeskPolicy) {
  return [
    ...helpDeskScopes.flatMap((scope) =>
      (['groups', 'domains'] as const).map(
        (kind) => [`helpDesk.${scope}.${kind}`, before[scope][kind], after[scope][kind]] as const,
      ),
    ),
    ...helpDeskNumbers.map((name) => [`helpDesk.${name}`, before[name], after[name]] as const),
  ];
}
