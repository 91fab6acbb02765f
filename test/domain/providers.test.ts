import { describe, expect, it, test } from 'vitest';
import type { GroupId, ProviderId } from '../../src/domain/ids.ts';
import { capabilities } from '../../src/domain/providers/capabilities.ts';
import { providerKinds, vendorNames } from '../../src/domain/providers/provider.ts';
import { chooseProvider, type ProviderRule } from '../../src/domain/providers/provider-rule.ts';
import { retryAfter } from '../../src/domain/providers/vendor-code.ts';

const entra = 'prv_entra' as ProviderId;
const duo = 'prv_duo' as ProviderId;
const staff = 'grp_staff' as GroupId;
const facts = { groupIds: [staff], domain: 'acme.test', tier: 'standard' } as const;

describe('which provider makes the codes of a person', () => {
  const everyone: ProviderRule = { when: { kind: 'everyone' }, providerId: entra };
  it.each<[string, ProviderRule[], ProviderId | null]>([
    ['no rule: our own codes', [], null],
    ['everyone', [everyone], entra],
    ['a group of theirs', [{ when: { kind: 'group', groupId: staff }, providerId: duo }], duo],
    ['another group', [{ when: { kind: 'group', groupId: 'grp_x' as GroupId }, providerId: duo }], null],
    ['their domain', [{ when: { kind: 'domain', domain: 'acme.test' }, providerId: duo }], duo],
    ['another domain', [{ when: { kind: 'domain', domain: 'other.test' }, providerId: duo }], null],
    ['their tier', [{ when: { kind: 'tier', tier: 'standard' }, providerId: duo }], duo],
    ['another tier', [{ when: { kind: 'tier', tier: 'executive' }, providerId: duo }], null],
    [
      'the first rule that fits',
      [{ when: { kind: 'group', groupId: staff }, providerId: duo }, everyone],
      duo,
    ],
    ['our own, by a rule', [{ when: { kind: 'tier', tier: 'standard' }, providerId: null }, everyone], null],
  ])('%s', (_title, rules, expected) => {
    expect(chooseProvider(rules, facts)).toBe(expected);
  });

  it('a person without an email address is of no domain', () => {
    const rules: ProviderRule[] = [{ when: { kind: 'domain', domain: 'acme.test' }, providerId: duo }];
    expect(chooseProvider(rules, { ...facts, domain: null })).toBeNull();
  });
});

test('every kind has a name and its capabilities', () => {
  for (const kind of providerKinds) {
    expect(vendorNames[kind]).toMatch(/^\w/);
    expect(capabilities[kind]).toBeDefined();
  }
});

test('a vendor that does not answer is asked less and less often', () => {
  expect([1, 2, 3, 20].map(retryAfter)).toEqual([5000, 10_000, 20_000, 600_000]);
});
