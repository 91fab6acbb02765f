import type { HelpDeskPolicy, HelpDeskScope } from '../../domain/organization/help-desk.ts';
import { isHelpDeskOn, namesAnyone } from '../../domain/organization/help-desk.ts';
import type { Policy } from '../../domain/organization/policy.ts';
import { type NamedGroup, spellGroup } from '../../domain/organization/policy-groups.ts';
import { lifetimesOf, requestsPerHourOf } from '../../domain/requests/lane.ts';
import { say } from '../../messages/say.ts';
import { listNames } from './people.ts';

/** The people the help desk may help, and on which terms. */
export function describeHelpDesk(
  { allow, limit, deny }: HelpDeskPolicy,
  groups: readonly NamedGroup[],
): string[] {
  const line = (scope: HelpDeskScope, key: 'allow' | 'limit' | 'deny') =>
    namesAnyone(scope) ? [say(`slack.policy.help_desk.${key}`, { people: listPeople(scope, groups) })] : [];
  return [...line(allow, 'allow'), ...line(limit, 'limit'), ...line(deny, 'deny')];
}

/** Who may issue beside owners and admins. */
export function describeLanes(policy: Policy, groups: readonly NamedGroup[]): string[] {
  const { helpDesk, managerLane } = policy;
  return [
    ...(isHelpDeskOn(helpDesk)
      ? [
          ...describeHelpDesk(helpDesk, groups),
          say('slack.policy.help_desk.caps', {
            minutes: lifetimesOf('help_desk', policy).max,
            count: requestsPerHourOf('help_desk', policy),
          }),
        ]
      : [say('slack.policy.help_desk.off')]),
    ...(managerLane ? [say('slack.policy.managers')] : []),
  ];
}

/** `Sales, Support and acme.test` */
function listPeople({ groups: ids, domains }: HelpDeskScope, groups: readonly NamedGroup[]): string {
  return listNames(
    [...ids.map((id) => spellGroup(id, groups)), ...domains].map((displayName) => ({ displayName })),
  );
}
