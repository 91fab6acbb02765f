import { issuingRoles } from '../../domain/directory/roles.ts';
import { APPROVALS_MAX, type Policy } from '../../domain/organization/policy.ts';
import type { ApproverRule } from '../../domain/requests/approval.ts';
import { type Tier, type TierPolicy, tiers } from '../../domain/requests/tier.ts';
import { say } from '../../messages/say.ts';
import { parseGroups, showGroups } from './group-setting.ts';
import type { PolicyNames } from './policy-names.ts';

interface ApprovalSetting {
  readonly allowed: string;
  readonly show: (policy: Policy, names: PolicyNames) => string;
  readonly parse: (text: string, policy: Policy, names: PolicyNames) => Partial<Policy> | string | null;
}

type Name<T extends Tier = Tier> =
  `tiers.${T}.${'approvalsRequired' | 'approvers' | 'fallbackApprovers' | 'escalateAfterMinutes' | 'remindAfterMinutes'}`;

/** Who has to approve, in each tier. */
export function listApprovalSettings(): [Name, ApprovalSetting][] {
  return tiers.flatMap((tier): [Name, ApprovalSetting][] => {
    const change = (policy: Policy, changes: Partial<TierPolicy>) => ({
      tiers: { ...policy.tiers, [tier]: { ...policy.tiers[tier], ...changes } },
    });
    return [
      [
        `tiers.${tier}.approvalsRequired`,
        {
          allowed: say('cli.policy.range', { min: 0, max: APPROVALS_MAX }),
          show: (policy) => String(policy.tiers[tier].approvalsRequired),
          parse: (text, policy) =>
            /^\d$/.test(text) ? change(policy, { approvalsRequired: Number(text) }) : null,
        },
      ],
      [
        `tiers.${tier}.approvers`,
        {
          allowed: say('cli.policy.approvers'),
          show: (policy, names) => showRule(policy.tiers[tier].approvers, names),
          parse: (text, policy, names) => {
            const approvers = parseRule(text, names);
            return isRule(approvers) ? change(policy, { approvers }) : approvers;
          },
        },
      ],
      [
        `tiers.${tier}.fallbackApprovers`,
        {
          allowed: say('cli.policy.fallbackApprovers'),
          show: (policy, names) => {
            const { fallbackApprovers: rule } = policy.tiers[tier];
            return rule === null ? 'none' : showRule(rule, names);
          },
          parse: (text, policy, names) => {
            if (text === 'none') return change(policy, { fallbackApprovers: null });
            const rule = parseRule(text, names);
            return isRule(rule) ? change(policy, { fallbackApprovers: rule }) : rule;
          },
        },
      ],
      [
        `tiers.${tier}.escalateAfterMinutes`,
        {
          allowed: say('cli.policy.range', { min: 1, max: 1440 }),
          show: (policy) => String(policy.tiers[tier].escalateAfterMinutes),
          parse: (text, policy) =>
            /^\d{1,4}$/.test(text) ? change(policy, { escalateAfterMinutes: Number(text) }) : null,
        },
      ],
      [
        `tiers.${tier}.remindAfterMinutes`,
        {
          allowed: say('cli.policy.minutesOrNone', { min: 1, max: 1440 }),
          show: (policy) => String(policy.tiers[tier].remindAfterMinutes ?? 'none'),
          parse: (text, policy) => {
            if (text === 'none') return change(policy, { remindAfterMinutes: null });
            return /^\d{1,4}$/.test(text) ? change(policy, { remindAfterMinutes: Number(text) }) : null;
          },
        },
      ],
    ];
  });
}

function showRule({ roles, groups, manager }: ApproverRule, names: PolicyNames): string {
  return [...roles, ...(manager ? ['manager'] : []), ...showGroups(groups, names.groups)].join(', ');
}

function isRule(parsed: ApproverRule | string | null): parsed is ApproverRule {
  return parsed !== null && typeof parsed !== 'string';
}

/** `owner,manager,Board`; `null` if it names nothing or something twice, or what is wrong with a group. */
function parseRule(text: string, { groups }: PolicyNames): ApproverRule | string | null {
  const words = text.split(',').map((word) => word.trim());
  const ofRoles: readonly string[] = issuingRoles;
  if (new Set(words).size !== words.length || words.includes('')) return null;
  const others = words.filter((word) => word !== 'manager' && !ofRoles.includes(word));
  const parsed = parseGroups(others, groups);
  if (parsed.kind === 'bad') return parsed.problem;
  return {
    roles: issuingRoles.filter((role) => words.includes(role)),
    groups: parsed.ids,
    manager: words.includes('manager'),
  };
}
