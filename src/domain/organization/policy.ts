import type { AttributeAuthority } from '../directory/attribute-authority.ts';
import { type IssuingRole, issuingRoles, type Role, roles } from '../directory/roles.ts';
import type { GroupId } from '../ids.ts';
import type { ProviderRule } from '../providers/provider-rule.ts';
import { type RiskSignal, riskSignals } from '../requests/risk-signal.ts';
import type { Tier, TierPolicy } from '../requests/tier.ts';
import { completeHelpDesk, defaultHelpDesk, type HelpDeskPolicy } from './help-desk.ts';
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
  /** Which vendor makes whose codes: the first rule that fits; our own where none does. */
  readonly providers: readonly ProviderRule[];
  /** Whether *This wasn’t me* also ends the person's sessions at the vendor that made the code. */
  readonly endSessionsOnDisown: boolean;
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
  providers: [],
  endSessionsOnDisown: false,
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

/** More rules than these no one keeps in mind. */
export const PROVIDER_RULES_MAX = 20;

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

/** Inclusive limits of `remindBeforeExpiryMinutes`, if it isn't `null`. */
export const reminderLimits = [1, 24 * 60] as const;
