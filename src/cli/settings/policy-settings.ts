import { type GovernedAttribute, governedAttributes } from '../../domain/directory/attribute-authority.ts';
import { type Role, roles } from '../../domain/directory/roles.ts';
import type { GroupId } from '../../domain/ids.ts';
import { languages } from '../../domain/organization/language.ts';
import { type Policy, policyLimits, reminderLimits } from '../../domain/organization/policy.ts';
import { riskSignals } from '../../domain/requests/risk-signal.ts';
import { type Tier, type TierPolicy, tiers } from '../../domain/requests/tier.ts';
import { verificationMethods } from '../../domain/requests/verification.ts';
import type { MessageKey } from '../../messages/catalogue.ts';
import { say } from '../../messages/say.ts';
import { quote, toPrintable } from '../print.ts';
import { listApprovalSettings } from './approval-settings.ts';
import { parseGroups, showGroups } from './group-setting.ts';
import { listHelpDeskSettings } from './help-desk-settings.ts';
import type { PolicyNames } from './policy-names.ts';
import { providersSetting } from './provider-settings.ts';

export interface PolicySetting {
  readonly name: string;
  readonly value: string;
  /** what may be written instead */
  readonly allowed: string;
  readonly meaning: string;
}

export type ParsedSettings =
  | { readonly kind: 'changes'; readonly changes: Partial<Policy> }
  | { readonly kind: 'problems'; readonly problems: readonly string[] };

const noNames: PolicyNames = { sources: [], groups: [], providers: [] };

interface SettingKind {
  readonly allowed: string;
  readonly show: (policy: Policy, names: PolicyNames) => string;
  /** `null` if the text is not one of the allowed, or what is wrong with it; bounds of numbers are the policy's own affair */
  readonly parse: (text: string, policy: Policy, names: PolicyNames) => Partial<Policy> | string | null;
}

/** Every setting has a message that explains it. */
type SettingName = MessageKey extends infer Key
  ? Key extends `cli.policy.meaning.${infer Name}`
    ? Name
    : never
  : never;

const kinds: ReadonlyMap<SettingName, SettingKind> = new Map<SettingName, SettingKind>([
  ...Object.entries(policyLimits).map(([name, [min, max]]): [SettingName, SettingKind] => {
    const field = name as keyof typeof policyLimits;
    return [
      field,
      {
        allowed: say('cli.policy.range', { min, max }),
        show: (policy) => String(policy[field]),
        parse: (text) => (/^\d{1,9}$/.test(text) ? { [field]: Number(text) } : null),
      },
    ];
  }),
  [
    'remindBeforeExpiryMinutes',
    {
      allowed: say('cli.policy.minutesOrNone', { min: reminderLimits[0], max: reminderLimits[1] }),
      show: (policy) => String(policy.remindBeforeExpiryMinutes ?? 'none'),
      parse: (text) => {
        if (text === 'none') return { remindBeforeExpiryMinutes: null };
        return /^\d{1,4}$/.test(text) ? { remindBeforeExpiryMinutes: Number(text) } : null;
      },
    },
  ],
  [
    'mayIssueFor.owner',
    rolesSetting(
      (policy) => policy.mayIssueFor.owner,
      (owner, policy) => ({ mayIssueFor: { ...policy.mayIssueFor, owner } }),
    ),
  ],
  [
    'mayIssueFor.admin',
    rolesSetting(
      (policy) => policy.mayIssueFor.admin,
      (admin, policy) => ({ mayIssueFor: { ...policy.mayIssueFor, admin } }),
    ),
  ],
  [
    'privilegedRoles',
    rolesSetting(
      (policy) => policy.privilegedRoles,
      (privilegedRoles) => ({ privilegedRoles }),
    ),
  ],
  [
    'riskSignals',
    listSetting(
      riskSignals,
      (policy) => policy.riskSignals,
      (chosen) => ({ riskSignals: chosen }),
    ),
  ],
  [
    'executiveGroups',
    groupsSetting(
      (policy) => policy.executiveGroups,
      (executiveGroups) => ({ executiveGroups }),
    ),
  ],
  ...listHelpDeskSettings(),
  ['providers', providersSetting],
  ['endSessionsOnDisown', yesOrNo('endSessionsOnDisown')],
  ['managerLane', yesOrNo('managerLane')],
  ...tiers.flatMap((tier): [SettingName, SettingKind][] => [
    [
      `tiers.${tier}.verificationsRequired`,
      {
        allowed: say('cli.policy.range', { min: 0, max: verificationMethods.length }),
        show: (policy) => String(policy.tiers[tier].verificationsRequired),
        parse: (text, policy) =>
          /^\d$/.test(text) ? changeTier(policy, tier, { verificationsRequired: Number(text) }) : null,
      },
    ],
    [
      `tiers.${tier}.verificationMethods`,
      listSetting(
        verificationMethods,
        (policy) => policy.tiers[tier].verificationMethods,
        (chosen, policy) => changeTier(policy, tier, { verificationMethods: chosen }),
      ),
    ],
  ]),
  ...listApprovalSettings(),
  [
    'twoWayWords',
    listSetting(
      tiers,
      (policy) => policy.twoWayWords,
      (twoWayWords) => ({ twoWayWords }),
    ),
  ],
  ['delegation', yesOrNo('delegation')],
  ['ticketRequired', yesOrNo('ticketRequired')],
  ['ticketPattern', textSetting('ticketPattern', say('cli.policy.pattern'))],
  ['ticketLink', textSetting('ticketLink', say('cli.policy.link', { brace: '{ticket}' }))],
  ['otherVerification', textSetting('otherVerification', say('cli.policy.text'))],
  [
    'reasonRequired',
    {
      allowed: say('cli.policy.yesOrNo'),
      show: (policy) => String(policy.reasonRequired),
      parse: (text) => (text === 'true' || text === 'false' ? { reasonRequired: text === 'true' } : null),
    },
  ],
  [
    'requireReEnrolment',
    {
      allowed: say('cli.policy.yesOrNo'),
      show: (policy) => String(policy.requireReEnrolment),
      parse: (text) => (text === 'true' || text === 'false' ? { requireReEnrolment: text === 'true' } : null),
    },
  ],
  [
    'revealIn',
    {
      allowed: say('cli.policy.places'),
      show: (policy) => policy.revealIn,
      parse: (text) => (text === 'prompt' || text === 'direct_message' ? { revealIn: text } : null),
    },
  ],
  [
    'securityChannelId',
    {
      allowed: say('cli.policy.channel'),
      show: (policy) => policy.securityChannelId ?? 'none',
      parse: (text) => {
        if (text === 'none') return { securityChannelId: null };
        return /^[CG][A-Z0-9]{2,30}$/.test(text) ? { securityChannelId: text } : null;
      },
    },
  ],
  [
    'mail',
    {
      allowed: say('cli.policy.yesOrNo'),
      show: (policy) => String(policy.mail),
      parse: (text) => (text === 'true' || text === 'false' ? { mail: text === 'true' } : null),
    },
  ],
  ['codesWithoutSlack', yesOrNo('codesWithoutSlack')],
  [
    'noticeFallback',
    {
      allowed: say('cli.policy.noticeFallbacks'),
      show: (policy) => policy.noticeFallback,
      parse: (text) => (text === 'none' || text === 'manager' ? { noticeFallback: text } : null),
    },
  ],
  ['selfService', yesOrNo('selfService')],
  [
    'language',
    {
      allowed: say('cli.policy.languages'),
      show: (policy) => policy.language,
      parse: (text) => {
        const language = languages.find((each) => each === text);
        return language === undefined ? null : { language };
      },
    },
  ],
  ...governedAttributes.map((attribute): [SettingName, SettingKind] => [
    `authority.${attribute}`,
    authoritySetting(attribute),
  ]),
  [
    'accentColor',
    {
      allowed: say('cli.policy.color'),
      show: (policy) => policy.accentColor ?? 'none',
      parse: (text) => {
        if (text === 'none') return { accentColor: null };
        return /^#[0-9a-f]{6}$/i.test(text) ? { accentColor: text.toLowerCase() } : null;
      },
    },
  ],
]);

export function listPolicySettings(policy: Policy, names: PolicyNames = noNames): PolicySetting[] {
  return [...kinds].map(([name, { show, allowed }]) => ({
    name,
    value: toPrintable(show(policy, names)),
    allowed,
    meaning: say(`cli.policy.meaning.${name}`),
  }));
}

/** Reads `setting=value` texts, or finds everything wrong with them. */
export function parsePolicySettings(
  texts: readonly string[],
  policy: Policy,
  names: PolicyNames = noNames,
): ParsedSettings {
  let changes: Partial<Policy> = {};
  const problems: string[] = [];
  const seen = new Set<string>();
  for (const text of texts) {
    const [name = '', ...rest] = text.split('=');
    const kind = [...kinds].find(([known]) => known === name)?.[1];
    const parsed = kind?.parse(rest.join('=').trim(), { ...policy, ...changes }, names);
    if (rest.length === 0) problems.push(say('cli.policy.notPair', { text: quote(text) }));
    else if (kind === undefined) {
      problems.push(say('cli.policy.unknown', { name: quote(name), names: [...kinds.keys()].join(', ') }));
    } else if (seen.has(name)) problems.push(say('cli.policy.twice', { name }));
    else if (parsed === null || parsed === undefined)
      problems.push(say('cli.policy.badValue', { name, allowed: kind.allowed }));
    else if (typeof parsed === 'string') problems.push(say('cli.policy.badGroup', { name, problem: parsed }));
    else changes = { ...changes, ...parsed };
    seen.add(name);
  }
  return problems.length > 0 ? { kind: 'problems', problems } : { kind: 'changes', changes };
}

function authoritySetting(attribute: GovernedAttribute): SettingKind {
  return {
    allowed: say('cli.policy.source'),
    show: ({ authority }, { sources }) => {
      const chosen = authority[attribute];
      return sources.find(({ id }) => id === chosen)?.name ?? chosen ?? 'none';
    },
    parse: (text, { authority }, { sources }) => {
      if (text === 'none') return { authority: { ...authority, [attribute]: null } };
      const source = sources.find(({ id, name }) => text === id || text === name);
      return source === undefined ? null : { authority: { ...authority, [attribute]: source.id } };
    },
  };
}

/** Groups by name or id. A setting that holds groups is named in `listGroupSettings`, too. */
function groupsSetting(
  show: (policy: Policy) => readonly GroupId[],
  change: (chosen: readonly GroupId[], policy: Policy) => Partial<Policy>,
): SettingKind {
  return {
    allowed: say('cli.policy.groups'),
    show: (policy, { groups }) => showGroups(show(policy), groups).join(', ') || 'none',
    parse: (text, policy, { groups }) => {
      if (text === 'none') return change([], policy);
      const words = text.split(',').map((word) => word.trim());
      const parsed = parseGroups(words, groups);
      return parsed.kind === 'bad' ? parsed.problem : change(parsed.ids, policy);
    },
  };
}

function rolesSetting(
  show: (policy: Policy) => readonly Role[],
  change: (chosen: readonly Role[], policy: Policy) => Partial<Policy>,
): SettingKind {
  return listSetting(roles, show, change);
}

/** Any of a closed list of words, in its order. */
function listSetting<Word extends string>(
  all: readonly Word[],
  show: (policy: Policy) => readonly Word[],
  change: (chosen: readonly Word[], policy: Policy) => Partial<Policy>,
): SettingKind {
  return {
    allowed: say('cli.policy.roles', { roles: all.join(',') }),
    show: (policy) => show(policy).join(',') || 'none',
    parse: (text, policy) => {
      if (text === 'none') return change([], policy);
      const names = text.split(',').map((name) => name.trim());
      const chosen = all.filter((word) => names.includes(word));
      return names.length === chosen.length ? change(chosen, policy) : null;
    },
  };
}

function changeTier(policy: Policy, tier: Tier, change: Partial<TierPolicy>): Partial<Policy> {
  return { tiers: { ...policy.tiers, [tier]: { ...policy.tiers[tier], ...change } } };
}

function yesOrNo(
  field:
    | 'delegation'
    | 'ticketRequired'
    | 'managerLane'
    | 'codesWithoutSlack'
    | 'selfService'
    | 'endSessionsOnDisown',
): SettingKind {
  return {
    allowed: say('cli.policy.yesOrNo'),
    show: (policy) => String(policy[field]),
    parse: (text) => (text === 'true' || text === 'false' ? { [field]: text === 'true' } : null),
  };
}

/** Any text, or none; what is wrong with one, the policy says. */
function textSetting(
  field: 'ticketPattern' | 'ticketLink' | 'otherVerification',
  allowed: string,
): SettingKind {
  return {
    allowed,
    show: (policy) => policy[field] ?? 'none',
    parse: (text) => (text === '' ? null : { [field]: text === 'none' ? null : text }),
  };
}
