import { issuingRoles } from '../domain/directory/roles.ts';
import { isId } from '../domain/ids.ts';
import { APPROVALS_MAX, type Policy } from '../domain/organization/policy.ts';
import type { ApproverRule } from '../domain/requests/approval.ts';
import { type Tier, type TierPolicy, tiers } from '../domain/requests/tier.ts';
import { say } from '../messages/say.ts';

interface ApprovalSetting {
  readonly allowed: string;
  readonly show: (policy: Policy) => string;
  readonly parse: (text: string, policy: Policy) => Partial<Policy> | null;
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
          show: (policy) => showRule(policy.tiers[tier].approvers),
          parse: (text, policy) => {
            const approvers = parseRule(text);
            return approvers === null ? null : change(policy, { approvers });
          },
        },
      ],
      [
        `tiers.${tier}.fallbackApprovers`,
        {
          allowed: say('cli.policy.fallbackApprovers'),
          show: (policy) => {
            const { fallbackApprovers: rule } = policy.tiers[tier];
            return rule === null ? 'none' : showRule(rule);
          },
          parse: (text, policy) => {
            const rule = text === 'none' ? null : parseRule(text);
            return rule === null && text !== 'none' ? null : change(policy, { fallbackApprovers: rule });
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

function showRule({ roles, groups, manager }: ApproverRule): string {
  return [...roles, ...(manager ? ['manager'] : []), ...groups].join(',');
}

/** `owner,manager,grp_...`; `null` if it names nothing, or a word is none of these. */
function parseRule(text: string): ApproverRule | null {
  const words = text.split(',').map((word) => word.trim());
  const groups = words.filter((word) => isId('group', word));
  const isKnown = words.every(
    (word) => word === 'manager' || isId('group', word) || (issuingRoles as readonly string[]).includes(word),
  );
  if (!isKnown || new Set(words).size !== words.length) return null;
  return {
    roles: issuingRoles.filter((role) => words.includes(role)),
    groups,
    manager: words.includes('manager'),
  };
}
