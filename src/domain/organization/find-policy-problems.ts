import { issuingRoles, type Role } from '../directory/roles.ts';
import { findUnreachableRules } from '../providers/find-rule-problems.ts';
import { type Tier, tiers } from '../requests/tier.ts';
import { type HelpDeskScopeName, helpDeskLimits, helpDeskNumbers } from './help-desk.ts';
import { APPROVALS_MAX, type Policy, PROVIDER_RULES_MAX, policyLimits, reminderLimits } from './policy.ts';

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
  /** A rule about providers that no one ever comes to; its place, from 1. */
  | { readonly code: 'unreachable_rule'; readonly field: keyof Policy; readonly place: number }
  /** A rule about providers names a domain that isn't the organization's, or isn't verified. */
  | { readonly code: 'rule_domain'; readonly field: keyof Policy; readonly domain: string }
  /** The usual lifetime is above the longest one. */
  | { readonly code: 'lifetime_above_max'; readonly field: keyof Policy; readonly max: number }
  | { readonly code: 'issuer_role'; readonly field: keyof Policy; readonly role: string }
  | {
      readonly code: 'admin_for_owner' | 'no_color' | 'unknown_source' | 'unknown_group' | 'unknown_provider';
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
  if (policy.providers.length > PROVIDER_RULES_MAX)
    problems.push({ code: 'out_of_range', field: 'providers', min: 0, max: PROVIDER_RULES_MAX });
  for (const place of findUnreachableRules(policy.providers))
    problems.push({ code: 'unreachable_rule', field: 'providers', place: place + 1 });
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
