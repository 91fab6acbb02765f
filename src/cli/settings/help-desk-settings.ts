import { normalizeDomain } from '../../domain/directory/email.ts';
import {
  type HelpDeskNumber,
  type HelpDeskScope,
  type HelpDeskScopeName,
  helpDeskLimits,
  helpDeskNumbers,
  helpDeskScopes,
} from '../../domain/organization/help-desk.ts';
import type { Policy } from '../../domain/organization/policy.ts';
import { say } from '../../messages/say.ts';
import { parseGroups, showGroups } from './group-setting.ts';
import type { PolicyNames } from './policy-names.ts';

interface HelpDeskSetting {
  readonly allowed: string;
  readonly show: (policy: Policy, names: PolicyNames) => string;
  readonly parse: (text: string, policy: Policy, names: PolicyNames) => Partial<Policy> | string | null;
}

type Name = `helpDesk.${`${HelpDeskScopeName}.${keyof HelpDeskScope}` | HelpDeskNumber}`;

/** The people the help desk may help, and its limits. */
export function listHelpDeskSettings(): [Name, HelpDeskSetting][] {
  return [
    ...helpDeskScopes.flatMap((scope): [Name, HelpDeskSetting][] => [
      [`helpDesk.${scope}.groups`, groupsOf(scope)],
      [`helpDesk.${scope}.domains`, domainsOf(scope)],
    ]),
    ...helpDeskNumbers.map((name): [Name, HelpDeskSetting] => [`helpDesk.${name}`, numberOf(name)]),
  ];
}

function groupsOf(scope: HelpDeskScopeName): HelpDeskSetting {
  return {
    allowed: say('cli.policy.groups'),
    show: ({ helpDesk }, { groups }) => showGroups(helpDesk[scope].groups, groups).join(', ') || 'none',
    parse: (text, policy, { groups }) => {
      if (text === 'none') return changeScope(policy, scope, { groups: [] });
      const parsed = parseGroups(splitList(text), groups);
      return parsed.kind === 'bad' ? parsed.problem : changeScope(policy, scope, { groups: parsed.ids });
    },
  };
}

function domainsOf(scope: HelpDeskScopeName): HelpDeskSetting {
  return {
    allowed: say('cli.policy.domains'),
    show: ({ helpDesk }) => helpDesk[scope].domains.join(',') || 'none',
    parse: (text, policy) => {
      if (text === 'none') return changeScope(policy, scope, { domains: [] });
      const domains = splitList(text).map(normalizeDomain);
      const known = domains.filter((name) => name !== null);
      const isFine = known.length === domains.length && new Set(known).size === known.length;
      return isFine ? changeScope(policy, scope, { domains: known }) : null;
    },
  };
}

function numberOf(name: HelpDeskNumber): HelpDeskSetting {
  const [min, max] = helpDeskLimits[name];
  return {
    allowed: say('cli.policy.range', { min, max }),
    show: ({ helpDesk }) => String(helpDesk[name]),
    parse: (text, { helpDesk }) =>
      /^\d{1,9}$/.test(text) ? { helpDesk: { ...helpDesk, [name]: Number(text) } } : null,
  };
}

function changeScope(
  { helpDesk }: Policy,
  scope: HelpDeskScopeName,
  change: Partial<HelpDeskScope>,
): Partial<Policy> {
  return { helpDesk: { ...helpDesk, [scope]: { ...helpDesk[scope], ...change } } };
}

function splitList(text: string): string[] {
  return text.split(',').map((word) => word.trim());
}
