import type { Policy } from '../../domain/organization/policy.ts';
import { type NamedGroup, spellGroup } from '../../domain/organization/policy-groups.ts';
import type { ProviderRule } from '../../domain/providers/provider-rule.ts';
import type { NamedProvider } from '../../domain/providers/spell-rule.ts';
import { say } from '../../messages/say.ts';
import { escapeMrkdwn, shortenMrkdwn } from './mrkdwn.ts';

/** More lines with long names would exceed Slack's limit of a section. */
const RULES_SHOWN = 12;
const NAME_LENGTH_MAX = 80;

/** Which provider makes whose codes, in the order in which the rules are tried; nothing without rules. */
export function describeProviderRules(
  { providers: rules, endSessionsOnDisown }: Policy,
  groups: readonly NamedGroup[],
  providers: readonly NamedProvider[],
): string[] {
  if (rules.length === 0) return [];
  const shown = rules.slice(0, RULES_SHOWN);
  const isForAll = rules.some(({ when }) => when.kind === 'everyone');
  return [
    ...shown.map((rule, place) => describeRule(rule, place, groups, providers)),
    ...(rules.length > shown.length
      ? [say('slack.policy.from.more', { count: rules.length - shown.length })]
      : []),
    ...(isForAll ? [] : [say('slack.policy.from.rest')]),
    ...(rules.length > 1 ? [say('slack.policy.from.first')] : []),
    ...(endSessionsOnDisown ? [say('slack.policy.from.sessions')] : []),
  ];
}

function describeRule(
  { when, providerId }: ProviderRule,
  place: number,
  groups: readonly NamedGroup[],
  providers: readonly NamedProvider[],
): string {
  const known = providers.find(({ id }) => id === providerId);
  const provider =
    providerId === null
      ? say('slack.policy.from.own')
      : known === undefined
        ? say('slack.policy.from.gone')
        : shorten(known.name);
  switch (when.kind) {
    case 'everyone':
      return say('slack.policy.from.everyone', { place: place === 0 ? 'only' : 'last', provider });
    case 'group':
      return say('slack.policy.from.group', { group: shorten(spellGroup(when.groupId, groups)), provider });
    case 'domain':
      return say('slack.policy.from.domain', { domain: shorten(when.domain), provider });
    case 'tier':
      return say('slack.policy.from.tier', { tier: when.tier, provider });
  }
}

function shorten(name: string): string {
  return shortenMrkdwn(escapeMrkdwn(name), NAME_LENGTH_MAX);
}
