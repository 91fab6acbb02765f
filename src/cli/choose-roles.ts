import type { RoleRule, SourceKind } from '../domain/directory/source.ts';
import { say } from '../messages/say.ts';
import { askToConfirm } from './ask-to-confirm.ts';
import type { CliRuntime } from './cli-runtime.ts';
import { describeBadRule } from './describe/describe-source.ts';
import { parseRoleRules, spellRoleRule } from './source-terms.ts';

export interface RoleOptions {
  readonly roleRule?: readonly string[];
  /** `false`: --no-role-rules */
  readonly roleRules: boolean;
  readonly allowOwner?: readonly string[];
}

export type ChosenRoles =
  | {
      readonly kind: 'roles';
      readonly roleRules: readonly RoleRule[];
      readonly allowedOwners: readonly string[];
    }
  | { readonly kind: 'bad'; readonly problem: string };

/**
 * Which roles a new source gives. Where the vendor has roles of its own, the operator says what they become here: by options, or by a yes to
 * what is suggested. To take them over unasked would make administrators of people that the operator has never looked at.
 */
export async function chooseRoles(
  runtime: CliRuntime,
  kind: SourceKind,
  suggested: readonly RoleRule[],
  { roleRule, roleRules, allowOwner: allowedOwners = [] }: RoleOptions,
): Promise<ChosenRoles> {
  const bad = (problem: string) => ({ kind: 'bad', problem }) as const;
  const parsed = parseRoleRules(roleRules ? (roleRule ?? []) : []);
  if (parsed.kind === 'bad') return bad(describeBadRule(parsed.rule));
  if (allowedOwners.length > 0 && parsed.rules.every(({ role }) => role !== 'owner'))
    return bad(say('cli.source.noOwnerRule'));
  const isChosen = roleRule !== undefined || !roleRules || suggested.length === 0;
  if (isChosen) return { kind: 'roles', roleRules: parsed.rules, allowedOwners };
  const rules = suggested.map((rule) => `--role-rule ${spellRoleRule(rule)}`).join(' ');
  if (!runtime.deps.isTty) return bad(say('cli.source.rolesNeeded', { rules }));
  for (const line of describe(kind, suggested)) runtime.complain(line);
  if (!(await askToConfirm(runtime.deps, say('cli.source.askRoles'))))
    return bad(say('cli.source.rolesNotConfirmed', { rules }));
  return { kind: 'roles', roleRules: suggested, allowedOwners };
}

function describe(kind: SourceKind, rules: readonly RoleRule[]): string[] {
  const attributes = rules.flatMap(({ when }) => (when.kind === 'attribute' ? [when.attribute] : []));
  return [
    say('cli.source.rolesHead', { kind }),
    ...rules.map(({ when, role }) => {
      const value = when.kind === 'group' ? when.group : when.value;
      return `  ${say('cli.source.rolesLine', { value, role: say(`role.${role}`) })}`;
    }),
    `  ${say('cli.source.rolesRest')}`,
    say('cli.source.rolesCaution', { attribute: attributes[0] ?? 'ATTRIBUTE' }),
  ];
}
