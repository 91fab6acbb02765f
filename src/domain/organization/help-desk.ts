import type { GroupId } from '../ids.ts';

/** People, named by the groups they are members of and by the domains of their addresses. Only exact names of domains count. */
export interface HelpDeskScope {
  readonly groups: readonly GroupId[];
  /** normalized, see `normalizeDomain` */
  readonly domains: readonly string[];
}

export const helpDeskScopes = ['allow', 'limit', 'deny'] as const;
export type HelpDeskScopeName = (typeof helpDeskScopes)[number];

/**
 * The people the help desk may help. `deny` beats `limit`, and `limit` beats `allow`. Anyone in none of them is denied.
 * As long as `allow` and `limit` name no one, the help desk may do nothing.
 */
export interface HelpDeskPolicy extends Readonly<Record<HelpDeskScopeName, HelpDeskScope>> {
  /** Their codes live no longer than this, and no longer than others. */
  readonly lifetimeMinutesMax: number;
  /** Requests that one person of the help desk may open in an hour, if the policy allows others more. */
  readonly codesPerHour: number;
}

const noOne: HelpDeskScope = { groups: [], domains: [] };

export const defaultHelpDesk: HelpDeskPolicy = {
  allow: noOne,
  limit: noOne,
  deny: noOne,
  lifetimeMinutesMax: 30,
  codesPerHour: 5,
};

/** Inclusive. */
export const helpDeskLimits = { lifetimeMinutesMax: [10, 24 * 60], codesPerHour: [1, 100] } as const;
export type HelpDeskNumber = keyof typeof helpDeskLimits;
export const helpDeskNumbers = Object.keys(helpDeskLimits) as HelpDeskNumber[];

/** As it was stored, with what an earlier version did not know. */
export function completeHelpDesk(stored: Partial<HelpDeskPolicy> = {}): HelpDeskPolicy {
  const scope = (name: HelpDeskScopeName): HelpDeskScope => ({ ...noOne, ...stored[name] });
  return { ...defaultHelpDesk, ...stored, allow: scope('allow'), limit: scope('limit'), deny: scope('deny') };
}

export function namesAnyone({ groups, domains }: HelpDeskScope): boolean {
  return groups.length > 0 || domains.length > 0;
}

/** Whether the help desk may do anything at all. */
export function isHelpDeskOn({ allow, limit }: HelpDeskPolicy): boolean {
  return namesAnyone(allow) || namesAnyone(limit);
}

/**
 * How the help desk may help a person: as it likes, with someone's approval, or not at all.
 * @param domain of their address; `null` without one. It puts them in `allow` or `limit` only while it is verified, and in `deny` always
 */
export function judgeScopes(
  { allow, limit, deny }: HelpDeskPolicy,
  groups: readonly GroupId[],
  domain: { readonly name: string; readonly isVerified: boolean } | null,
): HelpDeskScopeName {
  const isIn = (scope: HelpDeskScope, countsDomain: boolean) =>
    scope.groups.some((id) => groups.includes(id)) ||
    (countsDomain && domain !== null && scope.domains.includes(domain.name));
  const isVerified = domain?.isVerified ?? false;
  if (isIn(deny, true)) return 'deny';
  if (isIn(limit, isVerified)) return 'limit';
  return isIn(allow, isVerified) ? 'allow' : 'deny';
}
