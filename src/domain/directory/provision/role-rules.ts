import type { Role } from '../roles.ts';
import type { RoleRule } from '../source.ts';
import type { SourceRecord } from '../source-person.ts';

export interface RoleFacts {
  readonly rules: readonly RoleRule[];
  /** Names of the person's groups in the source. */
  readonly groups: readonly string[];
  readonly attributes: SourceRecord['attributes'];
  /** Whether the owner allowed the source to make this person an owner. */
  readonly isOwnerAllowed: boolean;
  /** The role that the person has, and whether a rule gave it; `null` for a new person. */
  readonly present: { readonly role: Role; readonly isRuled: boolean } | null;
}

export interface RoleDecision {
  readonly role: Role;
  /** The role if a rule gave it. */
  readonly ruleRole: Role | null;
  /** A rule gives `owner`, which the owner didn't allow. */
  readonly isRefused: boolean;
}

/** The role of the first rule that fits; `null` if none does. */
export function findRole({
  rules,
  groups,
  attributes,
}: Omit<RoleFacts, 'isOwnerAllowed' | 'present'>): Role | null {
  const fitting = rules.find(({ when }) =>
    when.kind === 'group'
      ? groups.some((group) => isSameText(group, when.group))
      : Object.entries(attributes).some(
          ([name, value]) => isSameText(name, when.attribute) && isSameText(value, when.value),
        ),
  );
  return fitting?.role ?? null;
}

/**
 * The role of a person, where the source decides it. A source raises no one without a rule: the one role that stays without a rule is the
 * operator's, and only while the source has no rules.
 */
export function decideRole(facts: RoleFacts): RoleDecision {
  const { rules, isOwnerAllowed, present } = facts;
  const ruled = findRole(facts);
  const operators = present === null || present.isRuled ? 'member' : present.role;
  if (ruled === 'owner' && !isOwnerAllowed) return { role: operators, ruleRole: null, isRefused: true };
  if (ruled !== null) return { role: ruled, ruleRole: ruled, isRefused: false };
  return { role: rules.length === 0 ? operators : 'member', ruleRole: null, isRefused: false };
}

/**
 * Without regard to case, and only to case: `toLowerCase` alone, or a normal form, makes a `k` of the Kelvin sign, so that a group which
 * anyone may create in the source would pass for the group of the rule.
 */
function isSameText(one: string, other: string): boolean {
  const [a, b] = [one.trim(), other.trim()];
  return a.toLowerCase() === b.toLowerCase() && a.toUpperCase() === b.toUpperCase();
}
