import type { GroupId, ProviderId } from '../ids.ts';
import type { Tier } from '../requests/tier.ts';

/** Says which provider makes the codes of some people. */
export interface ProviderRule {
  readonly when:
    | { readonly kind: 'everyone' }
    | { readonly kind: 'group'; readonly groupId: GroupId }
    | { readonly kind: 'domain'; readonly domain: string }
    | { readonly kind: 'tier'; readonly tier: Tier };
  /** `null`: Backupcode's own codes. */
  readonly providerId: ProviderId | null;
}

/** What a rule looks at. */
export interface ProviderRuleFacts {
  readonly groupIds: readonly GroupId[];
  /** Of the person's email address, normalized; `null` without one. */
  readonly domain: string | null;
  /** Of the person by themselves, before any signal raises it: a choice must not move with the hour. */
  readonly tier: Tier;
}

/** The provider of the first rule that fits; `null`: our own codes, as where none fits. Never a second choice: one that is away is refused. */
export function chooseProvider(rules: readonly ProviderRule[], facts: ProviderRuleFacts): ProviderId | null {
  return rules.find(({ when }) => fits(when, facts))?.providerId ?? null;
}

function fits(when: ProviderRule['when'], { groupIds, domain, tier }: ProviderRuleFacts): boolean {
  switch (when.kind) {
    case 'everyone':
      return true;
    case 'group':
      return groupIds.includes(when.groupId);
    case 'domain':
      return when.domain === domain;
    case 'tier':
      return when.tier === tier;
  }
}
