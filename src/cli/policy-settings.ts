import { type Role, roles } from '../domain/directory/roles.ts';
import { type Policy, policyLimits } from '../domain/organization/policy.ts';

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

interface SettingKind {
  readonly allowed: string;
  readonly show: (policy: Policy) => string;
  /** `null` if the text is not one of the allowed; bounds of numbers are the policy's own affair */
  readonly parse: (text: string, policy: Policy) => Partial<Policy> | null;
}

const kinds: ReadonlyMap<string, SettingKind> = new Map([
  ...Object.entries(policyLimits).map(([name, [min, max]]): [string, SettingKind] => {
    const field = name as keyof typeof policyLimits;
    return [
      field,
      {
        allowed: `${min} to ${max}`,
        show: (policy) => String(policy[field]),
        parse: (text) => (/^\d{1,9}$/.test(text) ? { [field]: Number(text) } : null),
      },
    ];
  }),
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
    'approvalRequiredFor',
    rolesSetting(
      (policy) => policy.approvalRequiredFor,
      (approvalRequiredFor) => ({ approvalRequiredFor }),
    ),
  ],
  [
    'reasonRequired',
    {
      allowed: 'true, false',
      show: (policy) => String(policy.reasonRequired),
      parse: (text) => (text === 'true' || text === 'false' ? { reasonRequired: text === 'true' } : null),
    },
  ],
  [
    'requireReEnrolment',
    {
      allowed: 'true, false',
      show: (policy) => String(policy.requireReEnrolment),
      parse: (text) => (text === 'true' || text === 'false' ? { requireReEnrolment: text === 'true' } : null),
    },
  ],
  [
    'revealIn',
    {
      allowed: 'prompt, direct_message',
      show: (policy) => policy.revealIn,
      parse: (text) => (text === 'prompt' || text === 'direct_message' ? { revealIn: text } : null),
    },
  ],
  [
    'securityChannelId',
    {
      allowed: 'a Slack channel id (C... or G...), none',
      show: (policy) => policy.securityChannelId ?? 'none',
      parse: (text) => {
        if (text === 'none') return { securityChannelId: null };
        return /^[CG][A-Z0-9]{2,30}$/.test(text) ? { securityChannelId: text } : null;
      },
    },
  ],
  [
    'accentColor',
    {
      allowed: 'a colour such as #4a154b, none',
      show: (policy) => policy.accentColor ?? 'none',
      parse: (text) => {
        if (text === 'none') return { accentColor: null };
        return /^#[0-9a-f]{6}$/i.test(text) ? { accentColor: text.toLowerCase() } : null;
      },
    },
  ],
]);

/** A test holds this list to the settings. */
const meanings: Readonly<Record<string, string>> = {
  codeLifetimeMinutes: 'how long a code works',
  requestLifetimeMinutes: 'how long a prompt waits for its click',
  approvalLifetimeMinutes: 'how long an approver has, and the requester after that',
  hideAfterSeconds: 'how long the code stays on the admin’s screen',
  requestsPerRequesterPerHour: 'codes that one admin may issue',
  requestsPerTargetPerDay: 'codes that one person may be issued',
  delayAfterFailures: 'wrong codes in a row before each further try has to wait',
  delaySecondsMax: 'how long that wait can become',
  burstFailures: 'wrong codes within the window that freeze redeeming for the person, and alert',
  burstWindowMinutes: 'the window for that',
  freezeMinutes: 'how long a freeze lasts',
  failuresMax: 'wrong codes in a row that disable the person’s codes until an admin unlocks them',
  'mayIssueFor.owner': 'who an Owner may issue for; never themselves',
  'mayIssueFor.admin': 'who an Admin may issue for; never themselves, never an Owner',
  approvalRequiredFor: 'people of these roles need a second person’s approval',
  reasonRequired: 'whether an admin has to say why',
  requireReEnrolment: 'whether the admin is reminded when no new factor is set up within a day',
  revealIn: 'where the code is shown: in the direct message with the bot, or in place of the prompt',
  securityChannelId:
    'the channel that is notified of every code and every alarm; without one, alarms go to the owners',
  accentColor: 'the organization’s colour on the sign-in page',
};

export function listPolicySettings(policy: Policy): PolicySetting[] {
  return [...kinds].map(([name, { show, allowed }]) => ({
    name,
    value: show(policy),
    allowed,
    meaning: meanings[name] ?? '',
  }));
}

/** Reads `setting=value` texts, or finds everything that is wrong with them. */
export function parsePolicySettings(texts: readonly string[], policy: Policy): ParsedSettings {
  let changes: Partial<Policy> = {};
  const problems: string[] = [];
  const seen = new Set<string>();
  for (const text of texts) {
    const [name = '', ...rest] = text.split('=');
    const kind = kinds.get(name);
    const parsed = kind?.parse(rest.join('=').trim(), { ...policy, ...changes });
    if (rest.length === 0) problems.push(`Write setting=value, not ${JSON.stringify(text)}.`);
    else if (kind === undefined) {
      problems.push(
        `There is no setting ${JSON.stringify(name)}. Known are: ${[...kinds.keys()].join(', ')}.`,
      );
    } else if (seen.has(name)) problems.push(`${name} is named twice.`);
    else if (parsed === null || parsed === undefined) problems.push(`${name} may be: ${kind.allowed}.`);
    else changes = { ...changes, ...parsed };
    seen.add(name);
  }
  return problems.length > 0 ? { kind: 'problems', problems } : { kind: 'changes', changes };
}

function rolesSetting(
  show: (policy: Policy) => readonly Role[],
  change: (chosen: readonly Role[], policy: Policy) => Partial<Policy>,
): SettingKind {
  return {
    allowed: `some of ${roles.join(',')}, or none`,
    show: (policy) => show(policy).join(',') || 'none',
    parse: (text, policy) => {
      if (text === 'none') return change([], policy);
      const names = text.split(',').map((name) => name.trim());
      const chosen = roles.filter((role) => names.includes(role));
      return names.length === chosen.length ? change(chosen, policy) : null;
    },
  };
}
