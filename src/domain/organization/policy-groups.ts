import type { Group } from '../directory/group.ts';
import type { GroupId } from '../ids.ts';
import { type Tier, tiers } from '../requests/tier.ts';
import { type HelpDeskScopeName, helpDeskScopes } from './help-desk.ts';
import type { Policy } from './policy.ts';

/** A group as people tell it from others. */
export interface NamedGroup extends Pick<Group, 'id' | 'name'> {
  /** The name of the source that tells it. */
  readonly source: string;
  /** Whether no other group of the organization has the name. */
  readonly isOnlyOne: boolean;
}

export type GroupSetting =
  | 'executiveGroups'
  | 'providers'
  | `helpDesk.${HelpDeskScopeName}.groups`
  | `tiers.${Tier}.${'approvers' | 'fallbackApprovers'}`;

/** Words of a rule that aren't names of groups. */
export const reservedNames: readonly string[] = ['none', 'manager', 'owner', 'admin', 'helpdesk', 'member'];

/** Every setting of the policy that holds groups. */
export function listGroupSettings(policy: Policy): { setting: GroupSetting; groups: readonly GroupId[] }[] {
  return [
    { setting: 'executiveGroups', groups: policy.executiveGroups },
    {
      setting: 'providers',
      groups: policy.providers.flatMap(({ when }) => (when.kind === 'group' ? [when.groupId] : [])),
    },
    ...helpDeskScopes.map((scope): { setting: GroupSetting; groups: readonly GroupId[] } => ({
      setting: `helpDesk.${scope}.groups`,
      groups: policy.helpDesk[scope].groups,
    })),
    ...tiers.flatMap((tier): { setting: GroupSetting; groups: readonly GroupId[] }[] => [
      { setting: `tiers.${tier}.approvers`, groups: policy.tiers[tier].approvers.groups },
      {
        setting: `tiers.${tier}.fallbackApprovers`,
        groups: policy.tiers[tier].fallbackApprovers?.groups ?? [],
      },
    ]),
  ];
}

/** The groups that the policy names, each once. */
export function listPolicyGroups(policy: Policy): GroupId[] {
  return [...new Set(listGroupSettings(policy).flatMap(({ groups }) => groups))];
}

/** The settings that name the group. */
export function listSettingsOf(policy: Policy, id: GroupId): GroupSetting[] {
  return listGroupSettings(policy).flatMap(({ setting, groups }) => (groups.includes(id) ? [setting] : []));
}

/** Its name; with its id where the name could mean something else; the id alone of a group that is gone. */
export function spellGroup(id: GroupId, groups: readonly NamedGroup[]): string {
  const group = groups.find((one) => one.id === id);
  if (group === undefined) return id;
  const { name, isOnlyOne } = group;
  const isPlain = isOnlyOne && !name.includes(',') && !reservedNames.includes(name.toLowerCase());
  return isPlain ? name : `${name} (${id})`;
}
