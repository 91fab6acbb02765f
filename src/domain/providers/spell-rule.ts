import { type NamedGroup, spellGroup } from '../organization/policy-groups.ts';
import type { Provider } from './provider.ts';
import type { ProviderRule } from './provider-rule.ts';

/** What stands for our own codes in a rule. */
export const OWN_CODES = 'own';

export type NamedProvider = Pick<Provider, 'id' | 'name'>;

/** A rule as it is typed, such as `group:Engineering=Entra main`. Of a group or provider that is gone, its id. */
export function spellProviderRule(
  { when, providerId }: ProviderRule,
  groups: readonly NamedGroup[],
  providers: readonly NamedProvider[],
): string {
  return `${spellWhen(when, groups)}=${spellProvider(providerId, providers)}`;
}

export function spellProvider(id: ProviderRule['providerId'], providers: readonly NamedProvider[]): string {
  return id === null ? OWN_CODES : (providers.find((one) => one.id === id)?.name ?? id);
}

function spellWhen(when: ProviderRule['when'], groups: readonly NamedGroup[]): string {
  switch (when.kind) {
    case 'everyone':
      return 'everyone';
    case 'group':
      return `group:${spellGroup(when.groupId, groups)}`;
    case 'domain':
      return `domain:${when.domain}`;
    case 'tier':
      return `tier:${when.tier}`;
  }
}

/** Whether a provider may have this name: it is one word of the policy's list of rules. */
export function canNameProvider(name: string): boolean {
  return !/[,=]/.test(name) && name.toLowerCase() !== OWN_CODES;
}
