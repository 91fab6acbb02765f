import type { AttributeAuthority } from '../directory/attribute-authority.ts';
import { type IssuingRole, issuingRoles, type Role, roles } from '../directory/roles.ts';
import type { GroupId } from '../ids.ts';
import { type RiskSignal, riskSignals } from '../requests/risk-signal.ts';
import { type Tier, type TierPolicy, tiers } from '../requests/tier.ts';
import {
  completeHelpDesk,
  defaultHelpDesk,
  type HelpDeskPolicy,
  type HelpDeskScopeName,
  helpDeskLimits,
  helpDeskNumbers,
} from './help-desk.ts';
import type { Language } from './language.ts';

/** What an organization may decide for itself. Every field has a safe default; limits are in {@link policyLimits}. */
export interface Policy {
  /** How long a code lives (N5), unless its requester chooses otherwise, and the longest that they may choose. */
  readonly codeLifetimeMinutes: number;
  readonly codeLifetimeMinutesMax: number;
  /** How many days ahead a code may begin to work; 0: all work from the reveal on. */
  readonly delayedStartDaysMax: number;
  /** How long before an unused code expires its requester is reminded; `null`: never. */
  readonly remindBeforeExpiryMinutes: number | null;
  /** How long a prompt waits for its click. Below the 30 minutes for which Slack keeps a response URL. */
  readonly requestLifetimeMinutes: number;
  /** How long an approver has. After approval, the requester gets a button by direct message. */
  readonly approvalLifetimeMinutes: number;
  /** Which roles each issuing role may issue for. No one may issue for themselves, whatever this says. */
  readonly mayIssueFor: Readonly<Record<IssuingRole, readonly Role[]>>;
  /** What the help desk may do. */
  readonly helpDesk: HelpDeskPolicy;
  /** Whether people may ask for a code for those who report to them. */
  readonly managerLane: boolean;
  /** Targets of these roles are of the tier `privileged`. */
  readonly privilegedRoles: readonly Role[];
  /** Members of these groups are of the tier `executive`, whatever their role. */
  readonly executiveGroups: readonly GroupId[];
  /** Whether a person who may approve can name another who approves in their place for a time. */
  readonly delegation: boolean;
  /** What a code for a target of each tier needs. */
  readonly tiers: Readonly<Record<Tier, TierPolicy>>;
  /** The risk signals that count: each raises the tier. An organization that works at night leaves out `night`. */
  readonly riskSignals: readonly RiskSignal[];
  /** Whether a ticket's number must be given, how one is written (see `fitsTicketPattern`), and where it is, with `{ticket}` in the address. */
  readonly ticketRequired: boolean;
  readonly ticketPattern: string | null;
  readonly ticketLink: string | null;
  /** What the organization calls its own way of verifying a caller, the method `other`; `null`: it has none. */
  readonly otherVerification: string | null;
  /** The tiers whose targets get the two words by which they know a real administrator. */
  readonly twoWayWords: readonly Tier[];
  /** Whether a reason must be given. */
  readonly reasonRequired: boolean;
  /** Where the code is shown: in the admin's direct message with the bot, or where they typed the command. */
  readonly revealIn: 'prompt' | 'direct_message';
  /** How long the code stays on the admin's screen before the bot hides it. */
  readonly hideAfterSeconds: number;
  /** Requests a requester may open in an hour, and that may be opened for one target in a day. */
  readonly requestsPerRequesterPerHour: number;
  readonly requestsPerTargetPerDay: number;
  /** Requests of all requesters together in an hour. */
  readonly requestsPerOrganizationPerHour: number;
  /** A burst of requests: more than this many within the window wait until two people have looked (a hold). */
  readonly requestBurst: number;
  readonly requestBurstMinutes: number;
  /** Wrong codes in a row after which each further one makes the next attempt wait (doubling from one second). */
  readonly delayAfterFailures: number;
  readonly delaySecondsMax: number;
  /** A burst: this many wrong codes within the window freeze redeeming for the user, and alert. */
  readonly burstFailures: number;
  readonly burstWindowMinutes: number;
  readonly freezeMinutes: number;
  /** Wrong codes in a row after which the user's codes are disabled until an admin re-enables them (N7, NIST: 100). */
  readonly failuresMax: number;
  /** Slack channel id that is told of every issue and alarm; `null` for none. */
  readonly securityChannelId: string | null;
  /** The workspace, or Enterprise Grid, that the channel belongs to; `null`: the organization's first. */
  readonly securityChannelTenantId: string | null;
  /** Whether people get notices by email, too. It takes a mail server in the settings of the program. */
  readonly mail: boolean;
  /** Whether a code can be issued in Slack for a person who has no account there, and learns of it by email alone. */
  readonly codesWithoutSlack: boolean;
  /** Who hears of a code if its person can't be notified of it by any channel. */
  readonly noticeFallback: 'none' | 'manager';
  /** Whether people who are locked out may queue for help in Slack, and managers for those who report to them. */
  readonly selfService: boolean;
  /** What many read, such as the security channel, and people whose language isn't known. */
  readonly language: Language;
  /** `#rrggbb`, the organization's colour on the sign-in page; `null` for the default. The page keeps it legible. */
  readonly accentColor: string | null;
  /** Whether the issuing admin is reminded when no new factor was reported within a day of a code's use. */
  readonly requireReEnrolment: boolean;
  /** Which source decides a status, role, name, address or manager, where more than one says it of a user. */
  readonly authority: AttributeAuthority;
}

const anyVerification = {
  verificationMethods: ['callback', 'video', 'in_person', 'manager'],
  approvers: { roles: issuingRoles, groups: [], manager: false },
  fallbackApprovers: null,
  escalateAfterMinutes: 15,
  remindAfterMinutes: 10,
} as const satisfies Partial<TierPolicy>;

export const defaultPolicy: Policy = {
  codeLifetimeMinutes: 60,
  codeLifetimeMinutesMax: 8 * 60,
  delayedStartDaysMax: 7,
  remindBeforeExpiryMinutes: 10,
  requestLifetimeMinutes: 10,
  approvalLifetimeMinutes: 60,
  mayIssueFor: { owner: roles, admin: ['admin', 'helpdesk', 'member'] },
  helpDesk: defaultHelpDesk,
  managerLane: false,
  privilegedRoles: ['owner', 'admin'],
  executiveGroups: [],
  tiers: {
    standard: { ...anyVerification, verificationsRequired: 0, approvalsRequired: 0 },
    privileged: { ...anyVerification, verificationsRequired: 1, approvalsRequired: 1 },
    executive: { ...anyVerification, verificationsRequired: 2, approvalsRequired: 2 },
  },
  // A new way to an approval, which no organization should get by an upgrade; fallback approvers stand in without it.
  delegation: false,
  riskSignals,
  ticketRequired: false,
  ticketPattern: null,
  ticketLink: null,
  otherVerification: null,
  twoWayWords: ['privileged', 'executive'],
  reasonRequired: false,
  revealIn: 'direct_message',
  hideAfterSeconds: 120,
  requestsPerRequesterPerHour: 20,
  requestsPerTargetPerDay: 10,
  requestsPerOrganizationPerHour: 200,
  // One requester may have 20 in an hour, so it takes several who are busy in the same ten minutes.
  requestBurst: 30,
  requestBurstMinutes: 10,
  delayAfterFailures: 5,
  delaySecondsMax: 300,
  // The growing delay allows only 14 within the window: a larger burst could never occur.
  burstFailures: 10,
  burstWindowMinutes: 10,
  freezeMinutes: 15,
  failuresMax: 100,
  securityChannelId: null,
  securityChannelTenantId: null,
  mail: false,
  codesWithoutSlack: false,
  noticeFallback: 'none',
  // An entry in the queue grants nothing, and without it people write to whichever admin they find.
  selfService: true,
  language: 'en',
  accentColor: null,
  requireReEnrolment: true,
  authority: { status: null, role: null, name: null, email: null, manager: null },
};

/** A policy as it was stored: a setting that did not exist yet when it was written has its default. */
export function completePolicy(stored: Partial<Policy>): Policy {
  const { standard, privileged, executive } = defaultPolicy.tiers;
  const { codeLifetimeMinutesMax } = defaultPolicy;
  return {
    ...defaultPolicy,
    // A lifetime from before there was a maximum may be above the default one.
    codeLifetimeMinutesMax: Math.max(codeLifetimeMinutesMax, stored.codeLifetimeMinutes ?? 0),
    ...stored,
    helpDesk: completeHelpDesk(stored.helpDesk),
    tiers: {
      standard: { ...standard, ...stored.tiers?.standard },
      privileged: { ...privileged, ...stored.tiers?.privileged },
      executive: { ...executive, ...stored.tiers?.executive },
    },
  };
}

/** More approvals than this delay help without making it safer. */
export const APPROVALS_MAX = 5;

/** Inclusive limits of the policy's numbers. */
export const policyLimits = {
  codeLifetimeMinutes: [10, 24 * 60],
  codeLifetimeMinutesMax: [10, 24 * 60],
  delayedStartDaysMax: [0, 30],
  requestLifetimeMinutes: [2, 25],
  approvalLifetimeMinutes: [5, 24 * 60],
  hideAfterSeconds: [15, 15 * 60],
  requestsPerRequesterPerHour: [1, 1000],
  requestsPerTargetPerDay: [1, 100],
  requestsPerOrganizationPerHour: [1, 10_000],
  requestBurst: [2, 1000],
  requestBurstMinutes: [1, 60],
  delayAfterFailures: [1, 20],
  delaySecondsMax: [1, 3600],
  burstFailures: [5, 100],
  burstWindowMinutes: [1, 60],
  freezeMinutes: [1, 24 * 60],
  failuresMax: [10, 100],
} as const satisfies Partial<Record<keyof Policy, readonly [number, number]>>;

export type PolicyProblem =
  | {
      readonly code: 'out_of_range';
      readonly field: keyof Policy;
      readonly min: number;
      readonly max: number;
    }
  /** A tier asks for more ways of verifying the caller than it allows. */
  | {
      readonly code: 'too_few_methods';
      readonly field: keyof Policy;
      readonly tier: Tier;
      readonly usable: string;
    }
  /** A tier allows asking people on their devices, and no one could ask them. */
  | { readonly code: 'no_device_check'; readonly field: keyof Policy; readonly tier: Tier }
  | { readonly code: 'ticket_pattern' | 'ticket_link' | 'other_text'; readonly field: keyof Policy }
  /**
   * Too few people could approve: `needed`, and the logins of those who are left beside the requester and the target, or some of them.
   * `role`: of the targets; `null`: of whatever role.
   */
  | {
      readonly code: 'no_approver';
      readonly field: keyof Policy;
      readonly tier: Tier;
      readonly role: Role | null;
      readonly needed: number;
      readonly people: readonly string[];
    }
  /** A scope of the help desk names a domain that isn't the organization's, or isn't verified. */
  | {
      readonly code: 'scope_domain';
      readonly field: keyof Policy;
      readonly scope: HelpDeskScopeName;
      readonly domain: string;
    }
  /** The usual lifetime is above the longest one. */
  | { readonly code: 'lifetime_above_max'; readonly field: keyof Policy; readonly max: number }
  | { readonly code: 'issuer_role'; readonly field: keyof Policy; readonly role: string }
  | {
      readonly code: 'admin_for_owner' | 'no_color' | 'unknown_source' | 'unknown_group';
      readonly field: keyof Policy;
    };

/** All problems of a policy; empty if there are none. @param hasDeviceCheck whether people can be asked on their devices */
export function findPolicyProblems(policy: Policy, hasDeviceCheck = false): PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  for (const [name, [min, max]] of Object.entries(policyLimits)) {
    const field = name as keyof typeof policyLimits;
    const value = policy[field];
    if (!Number.isInteger(value) || value < min || value > max) {
      problems.push({ code: 'out_of_range', field, min, max });
    }
  }
  for (const name of helpDeskNumbers) {
    const [min, max] = helpDeskLimits[name];
    const value = policy.helpDesk[name];
    if (!Number.isInteger(value) || value < min || value > max)
      problems.push({ code: 'out_of_range', field: 'helpDesk', min, max });
  }
  problems.push(...findTermProblems(policy));
  for (const role of Object.keys(policy.mayIssueFor)) {
    if (!(issuingRoles as readonly string[]).includes(role)) {
      problems.push({ code: 'issuer_role', field: 'mayIssueFor', role });
    }
  }
  if (policy.mayIssueFor.admin.includes('owner')) {
    problems.push({ code: 'admin_for_owner', field: 'mayIssueFor' });
  }
  if (policy.accentColor !== null && !/^#[0-9a-f]{6}$/.test(policy.accentColor)) {
    problems.push({ code: 'no_color', field: 'accentColor' });
  }
  problems.push(...findVerificationProblems(policy, hasDeviceCheck), ...findApprovalProblems(policy));
  return problems;
}

/** Inclusive limits of `remindBeforeExpiryMinutes`, if it isn't `null`. */
export const reminderLimits = [1, 24 * 60] as const;

function findTermProblems(policy: Policy): PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  const { codeLifetimeMinutes, codeLifetimeMinutesMax: longest, remindBeforeExpiryMinutes: minutes } = policy;
  // What is out of its own range is said already.
  if (codeLifetimeMinutes > longest && codeLifetimeMinutes <= policyLimits.codeLifetimeMinutes[1])
    problems.push({ code: 'lifetime_above_max', field: 'codeLifetimeMinutes', max: longest });
  const [min, max] = reminderLimits;
  if (minutes !== null && !(Number.isInteger(minutes) && minutes >= min && minutes <= max))
    problems.push({ code: 'out_of_range', field: 'remindBeforeExpiryMinutes', min, max });
  return problems;
}

function findApprovalProblems(policy: Policy): PolicyProblem[] {
  return tiers.flatMap((tier): PolicyProblem[] => {
    const { approvalsRequired, escalateAfterMinutes, remindAfterMinutes } = policy.tiers[tier];
    const isWithin = (value: number, min: number, max: number) =>
      Number.isInteger(value) && value >= min && value <= max;
    const problems: PolicyProblem[] = [];
    if (!isWithin(approvalsRequired, 0, APPROVALS_MAX))
      problems.push({ code: 'out_of_range', field: 'tiers', min: 0, max: APPROVALS_MAX });
    for (const minutes of [escalateAfterMinutes, remindAfterMinutes ?? 1])
      if (!isWithin(minutes, 1, 1440))
        problems.push({ code: 'out_of_range', field: 'tiers', min: 1, max: 1440 });
    return problems;
  });
}

function findVerificationProblems(policy: Policy, hasDeviceCheck: boolean): PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  for (const tier of tiers) {
    const { verificationsRequired: required, verificationMethods: methods } = policy.tiers[tier];
    if (methods.includes('device') && !hasDeviceCheck)
      problems.push({ code: 'no_device_check', field: 'tiers', tier });
    const usable = methods.filter(
      (method) =>
        (method !== 'device' || hasDeviceCheck) && (method !== 'other' || policy.otherVerification !== null),
    );
    if (!Number.isInteger(required) || required < 0 || required > new Set(usable).size)
      problems.push({ code: 'too_few_methods', field: 'tiers', tier, usable: usable.join(', ') });
  }
  const { ticketPattern, ticketLink, otherVerification } = policy;
  if (ticketPattern !== null && !/^[\x21-\x7e]{1,40}$/.test(ticketPattern))
    problems.push({ code: 'ticket_pattern', field: 'ticketPattern' });
  if (ticketLink !== null && !isTicketLink(ticketLink))
    problems.push({ code: 'ticket_link', field: 'ticketLink' });
  if (otherVerification !== null && !/^[^\p{C}]{3,70}$/u.test(otherVerification))
    problems.push({ code: 'other_text', field: 'otherVerification' });
  return problems;
}

function isTicketLink(link: string): boolean {
  const url =
    link.length <= 300 && link.includes('{ticket}') ? URL.parse(link.replace('{ticket}', 'x')) : null;
  return url?.protocol === 'https:' && url.username === '' && !/[\s|<>]/.test(link);
}
