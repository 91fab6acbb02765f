import { expect, it } from 'vitest';
import type { GroupId, ProviderId } from '../../../src/domain/ids.ts';
import { type Language, unknownReader } from '../../../src/domain/organization/language.ts';
import { defaultPolicy, type Policy } from '../../../src/domain/organization/policy.ts';
import { chooseReader, speakTo } from '../../../src/messages/reader.ts';
import { describeProviderRules } from '../../../src/slack/blocks/provider-rules.ts';

const sales = 'grp_aaaaaaaaaaaaaaaa' as GroupId;
const entra = 'prv_aaaaaaaaaaaaaaaa' as ProviderId;
const groups = [{ id: sales, name: 'Sales <!here>', source: 'HR', isOnlyOne: true }];
const providers = [{ id: entra, name: '*Entra* main' }];
const rules: Policy['providers'] = [
  { when: { kind: 'group', groupId: sales }, providerId: entra },
  { when: { kind: 'domain', domain: 'acme.test' }, providerId: 'prv_gone' as ProviderId },
  { when: { kind: 'tier', tier: 'executive' }, providerId: null },
];

const tell = (language: Language, changes: Partial<Policy>) =>
  speakTo(chooseReader({ ...unknownReader, language }), () =>
    describeProviderRules({ ...defaultPolicy, ...changes }, groups, providers),
  );

it('S14: rules are told in their order, groups and providers by name, and nothing in a name is Slack’s', () => {
  expect(tell('en', { providers: rules, endSessionsOnDisown: true })).toEqual([
    'For members of Sales &lt;!here&gt;: ∗Entra∗ main.',
    'For addresses at acme.test: a provider that is no longer set up, so they get none.',
    'For executives: Backupcode itself.',
    'For everyone else: Backupcode itself.',
    'If several of these fit a person, the first one counts.',
    '“This wasn’t me” also ends the person’s sessions there, where the provider can.',
  ]);
  expect(tell('de', { providers: rules.slice(2) })).toEqual([
    'Für die Geschäftsleitung: Backupcode selbst.',
    'Für alle anderen: Backupcode selbst.',
  ]);
});

it('one for everyone, none at all, and more than a message shows', () => {
  const everyone = { when: { kind: 'everyone' }, providerId: entra } as const;
  expect(tell('en', { providers: [everyone] })).toEqual(['For everyone: ∗Entra∗ main.']);
  expect(tell('en', { providers: rules.slice(2).concat(everyone) })[1]).toBe(
    'For everyone else: ∗Entra∗ main.',
  );
  expect(tell('en', { endSessionsOnDisown: true })).toEqual([]);
  const many = Array.from({ length: 14 }, () => rules[0]).filter((rule) => rule !== undefined);
  expect(tell('en', { providers: many })).toContain(
    '2 more rules: an operator lists them with `backupcode policy show`.',
  );
});
