import { roles } from '../../domain/directory/roles.ts';
import type { Policy } from '../../domain/organization/policy.ts';
import { type NamedGroup, spellGroup } from '../../domain/organization/policy-groups.ts';
import type { NamedProvider } from '../../domain/providers/spell-rule.ts';
import type { ApproverRule } from '../../domain/requests/approval.ts';
import type { TierPolicy } from '../../domain/requests/tier.ts';
import { say } from '../../messages/say.ts';
import { joinList } from '../../messages/written.ts';
import { describeLanes } from './help-desk.ts';
import { listNames, listRoles } from './people.ts';
import { describeProviderRules } from './provider-rules.ts';

/** What belongs together, in sentences. */
export interface PolicyGroup {
  readonly title: string;
  readonly lines: readonly string[];
}

/** The policy as people read it. @param groups those that it names */
export function describePolicy(
  policy: Policy,
  groups: readonly NamedGroup[],
  providers: readonly NamedProvider[],
): PolicyGroup[] {
  const from = describeProviderRules(policy, groups, providers);
  return [
    { title: say('slack.policy.who'), lines: describeIssuers(policy, groups) },
    { title: say('slack.policy.before'), lines: describeNeeds(policy, groups) },
    { title: say('slack.policy.code'), lines: describeCode(policy) },
    ...(from.length === 0 ? [] : [{ title: say('slack.policy.from'), lines: from }]),
    { title: say('slack.policy.limits'), lines: describeLimits(policy) },
    { title: say('slack.policy.wrong'), lines: describeWrongCodes(policy) },
    { title: say('slack.policy.notices'), lines: describeNotices(policy) },
  ];
}

function describeIssuers(policy: Policy, groups: readonly NamedGroup[]): string[] {
  const { mayIssueFor } = policy;
  const admin = mayIssueFor.admin.filter((role) => role !== 'owner');
  return [
    say('slack.policy.who.owner', { roles: listRoles(mayIssueFor.owner) }),
    admin.length === 0
      ? say('slack.policy.who.no_one')
      : say('slack.policy.who.admin', { roles: listRoles(admin) }),
    ...describeLanes(policy, groups),
    say('slack.policy.who.never'),
  ];
}

function describeNeeds(
  { reasonRequired, tiers, privilegedRoles, executiveGroups }: Policy,
  groups: readonly NamedGroup[],
): string[] {
  const privileged = roles.filter((role) => privilegedRoles.includes(role));
  return [
    say('slack.policy.before.reason', { required: reasonRequired ? 'yes' : 'no' }),
    ...(executiveGroups.length === 0
      ? []
      : [
          say('slack.policy.before.executive', {
            groups: listNames(executiveGroups.map((id) => ({ displayName: spellGroup(id, groups) }))),
            needs: needsOf(tiers.executive, groups),
          }),
        ]),
    ...(privileged.length === 0
      ? []
      : [
          say('slack.policy.before.privileged', {
            roles: listRoles(privileged),
            needs: needsOf(tiers.privileged, groups),
          }),
        ]),
    say('slack.policy.before.standard', { needs: needsOf(tiers.standard, groups) }),
  ];
}

function needsOf(tier: TierPolicy, groups: readonly NamedGroup[]): string {
  const { verificationsRequired, approvalsRequired, approvers, fallbackApprovers } = tier;
  const needs = say('slack.policy.needs', {
    verifications: say('slack.policy.needs.verifications', { count: verificationsRequired }),
    approvals: say('slack.policy.needs.approvals', { count: approvalsRequired }),
  });
  if (approvalsRequired === 0) return needs;
  const who = say('slack.policy.approvers', { approvers: listApprovers(approvers, groups) });
  const others =
    fallbackApprovers === null
      ? []
      : [
          say('slack.policy.approvers.fallback', {
            approvers: listApprovers(fallbackApprovers, groups),
            duration: minutes(tier.escalateAfterMinutes),
          }),
        ];
  return [`${needs}.`, [who, ...others].join('; ')].join(' ');
}

/** `Owners, the person’s manager and members of Security` */
function listApprovers(rule: ApproverRule, groups: readonly NamedGroup[]): string {
  const named = rule.groups.map((id) => ({ displayName: spellGroup(id, groups) }));
  return joinList([
    ...rule.roles.map((role) => say(`role.plural.${role}`)),
    ...(rule.manager ? [say('slack.policy.approvers.manager')] : []),
    ...(named.length === 0 ? [] : [say('slack.policy.approvers.groups', { groups: listNames(named) })]),
  ]);
}

function describeCode(policy: Policy): string[] {
  return [
    say('slack.policy.code.life', { duration: minutes(policy.codeLifetimeMinutes) }),
    say('slack.policy.code.choice', {
      duration: minutes(policy.codeLifetimeMinutesMax),
      days: policy.delayedStartDaysMax,
    }),
    ...(policy.remindBeforeExpiryMinutes === null
      ? []
      : [say('slack.policy.code.reminder', { duration: minutes(policy.remindBeforeExpiryMinutes) })]),
    say('slack.policy.code.shown', { where: policy.revealIn, duration: seconds(policy.hideAfterSeconds) }),
    say('slack.policy.code.waits', {
      request: minutes(policy.requestLifetimeMinutes),
      approval: minutes(policy.approvalLifetimeMinutes),
    }),
  ];
}

function describeLimits(policy: Policy): string[] {
  return [
    say('slack.policy.limits.requests', {
      requester: policy.requestsPerRequesterPerHour,
      target: policy.requestsPerTargetPerDay,
      organization: policy.requestsPerOrganizationPerHour,
    }),
    say('slack.policy.limits.burst', {
      count: policy.requestBurst,
      duration: minutes(policy.requestBurstMinutes),
    }),
  ];
}

function describeWrongCodes(policy: Policy): string[] {
  return [
    say('slack.policy.wrong.delay', {
      count: policy.delayAfterFailures,
      duration: seconds(policy.delaySecondsMax),
    }),
    say('slack.policy.wrong.burst', {
      count: policy.burstFailures,
      window: minutes(policy.burstWindowMinutes),
      duration: minutes(policy.freezeMinutes),
    }),
    say('slack.policy.wrong.max', { count: policy.failuresMax }),
  ];
}

function describeNotices({ securityChannelId, requireReEnrolment, codesWithoutSlack }: Policy): string[] {
  return [
    securityChannelId === null || !/^[CG][A-Z0-9]+$/.test(securityChannelId)
      ? say('slack.policy.notices.no_channel')
      : say('slack.policy.notices.channel', { channel: `<#${securityChannelId}>` }),
    ...(codesWithoutSlack ? [say('slack.policy.notices.without_slack')] : []),
    say('slack.policy.notices.enrolment', { required: requireReEnrolment ? 'yes' : 'no' }),
  ];
}

function minutes(count: number): string {
  return count % 60 !== 0 || count <= 60
    ? say('slack.duration.minutes', { minutes: count })
    : say('slack.duration.hours', { hours: count / 60 });
}

function seconds(count: number): string {
  return count % 60 === 0 ? minutes(count / 60) : say('slack.duration.seconds', { seconds: count });
}
