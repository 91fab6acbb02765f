import { normalizeDomain } from '../../domain/directory/email.ts';
import { foldName } from '../../domain/directory/name.ts';
import type { Policy } from '../../domain/organization/policy.ts';
import type { ProviderRule } from '../../domain/providers/provider-rule.ts';
import { OWN_CODES, spellProviderRule } from '../../domain/providers/spell-rule.ts';
import { tiers } from '../../domain/requests/tier.ts';
import { say } from '../../messages/say.ts';
import { quote } from '../print.ts';
import { parseGroups } from './group-setting.ts';
import type { PolicyNames } from './policy-names.ts';

type ParsedRule =
  | { readonly kind: 'rule'; readonly rule: ProviderRule }
  | { readonly kind: 'bad'; readonly problem: string };

const bad = (problem: string) => ({ kind: 'bad', problem }) as const;

/** Which provider makes whose codes. */
export const providersSetting = {
  allowed: say('cli.policy.providerRules'),
  show: ({ providers: rules }: Policy, { groups, providers }: PolicyNames): string =>
    rules.map((rule) => spellProviderRule(rule, groups, providers)).join(', ') || 'none',
  parse(text: string, _policy: Policy, names: PolicyNames): Partial<Policy> | string {
    if (text === '' || text === 'none') return { providers: [] };
    const providers: ProviderRule[] = [];
    for (const part of text.split(',')) {
      const parsed = parseRule(part.trim(), names);
      if (parsed.kind === 'bad') return parsed.problem;
      providers.push(parsed.rule);
    }
    return { providers };
  },
};

/** `group:Engineering=Entra main`; the provider follows the last equals sign. */
function parseRule(text: string, { groups, providers }: PolicyNames): ParsedRule {
  const [, who = '', name = ''] = /^(.+)=([^=]+)$/su.exec(text) ?? [];
  if (name === '') return bad(say('cli.policy.badProviderRule', { rule: quote(text) }));
  const when = parseWhen(who.trim(), groups);
  if (typeof when === 'string') return bad(when);
  const folded = foldName(name);
  if (folded === OWN_CODES) return { kind: 'rule', rule: { when, providerId: null } };
  const provider =
    providers.find(({ id }) => id === name.trim()) ?? providers.find((one) => foldName(one.name) === folded);
  if (provider === undefined) return bad(say('cli.policy.unknownProvider', { provider: quote(name.trim()) }));
  return { kind: 'rule', rule: { when, providerId: provider.id } };
}

/** The text says what is wrong. */
function parseWhen(text: string, groups: PolicyNames['groups']): ProviderRule['when'] | string {
  if (text === 'everyone') return { kind: 'everyone' };
  const [, kind, value = ''] = /^([a-z]+):(.*)$/su.exec(text) ?? [];
  const word = value.trim();
  switch (kind) {
    case 'group': {
      const parsed = parseGroups([word], groups);
      if (parsed.kind === 'bad') return parsed.problem;
      const [groupId] = parsed.ids;
      if (groupId !== undefined) return { kind: 'group', groupId };
      break;
    }
    case 'domain': {
      const domain = normalizeDomain(word);
      if (domain !== null) return { kind: 'domain', domain };
      break;
    }
    case 'tier': {
      const tier = tiers.find((one) => one === word);
      if (tier !== undefined) return { kind: 'tier', tier };
      break;
    }
  }
  return say('cli.policy.badProviderRule', { rule: quote(text) });
}
