import { roles } from '../domain/directory/roles.ts';
import type { RoleRule } from '../domain/directory/source.ts';

/** `key=value` pairs; `null` if one is none. A value may hold further equals signs. */
export function parseSettings(texts: readonly string[]): Record<string, string> | null {
  const pairs = texts.map((text) => /^([A-Za-z][A-Za-z0-9]*)=(.*)$/su.exec(text));
  if (pairs.includes(null)) return null;
  return Object.fromEntries(pairs.map((pair) => [pair?.[1] ?? '', pair?.[2]?.trim() ?? '']));
}

/** `group:Admins=admin` or `title:Help desk=helpdesk`; `null` if it is neither. The role follows the last equals sign. */
function parseRoleRule(text: string): RoleRule | null {
  const [, attribute, value, wanted] = /^([^:=]+):(.+)=([a-z]+)$/su.exec(text) ?? [];
  const role = roles.find((one) => one === wanted);
  if (attribute === undefined || value === undefined || role === undefined) return null;
  return attribute === 'group'
    ? { when: { kind: 'group', group: value.trim() }, role }
    : { when: { kind: 'attribute', attribute: attribute.trim(), value: value.trim() }, role };
}

export type ParsedRoleRules =
  | { readonly kind: 'rules'; readonly rules: readonly RoleRule[] }
  | { readonly kind: 'bad'; readonly rule: string };

export function parseRoleRules(texts: readonly string[]): ParsedRoleRules {
  const rules: RoleRule[] = [];
  for (const text of texts) {
    const rule = parseRoleRule(text);
    if (rule === null) return { kind: 'bad', rule: text };
    rules.push(rule);
  }
  return { kind: 'rules', rules };
}

/** As it is typed. */
export function spellRoleRule({ when, role }: RoleRule): string {
  return when.kind === 'group' ? `group:${when.group}=${role}` : `${when.attribute}:${when.value}=${role}`;
}

/** Minutes in `90m`, `2h`, `1d` or `never`; `undefined` if it is none. */
export function parseInterval(text: string): number | null | undefined {
  if (text === 'never') return null;
  const [, count, unit] = /^(\d{1,6})([mhd])$/.exec(text) ?? [];
  if (count === undefined) return undefined;
  return Number(count) * (unit === 'd' ? 24 * 60 : unit === 'h' ? 60 : 1);
}

export function spellInterval(minutes: number): string {
  if (minutes % (24 * 60) === 0) return `${minutes / (24 * 60)}d`;
  return minutes % 60 === 0 ? `${minutes / 60}h` : `${minutes}m`;
}

/** Gathers an option that may be repeated. */
export function collect(text: string, others: readonly string[] | undefined): readonly string[] {
  return [...(others ?? []), text];
}

/** The most that a list shows. */
export const SHOWN_MAX = 1000;

export function parseLimit(text: string): number | null {
  if (!/^\d{1,4}$/.test(text)) return null;
  const limit = Number(text);
  return limit >= 1 && limit <= SHOWN_MAX ? limit : null;
}
