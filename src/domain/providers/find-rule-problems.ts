import type { ProviderId } from '../ids.ts';
import type { Policy } from '../organization/policy.ts';
import type { ProviderRule } from './provider-rule.ts';

/** The places, from 0, of rules that are never reached: after `everyone`, or after one with the same condition. */
export function findUnreachableRules(rules: readonly ProviderRule[]): number[] {
  const seen = new Set<string>();
  return rules.flatMap(({ when }, place) => {
    const key = keyOf(when);
    const isUnreachable = seen.has('everyone') || seen.has(key);
    seen.add(key);
    return isUnreachable ? [place] : [];
  });
}

/** The providers that rules name, and that no longer exist. */
export function listGoneProviders(
  { providers: rules }: Pick<Policy, 'providers'>,
  existing: readonly { readonly id: ProviderId }[],
): ProviderId[] {
  const named = new Set(rules.flatMap(({ providerId }) => (providerId === null ? [] : [providerId])));
  return [...named].filter((id) => !existing.some((one) => one.id === id));
}

function keyOf(when: ProviderRule['when']): string {
  switch (when.kind) {
    case 'everyone':
      return 'everyone';
    case 'group':
      return `group:${when.groupId}`;
    case 'domain':
      return `domain:${when.domain}`;
    case 'tier':
      return `tier:${when.tier}`;
  }
}
