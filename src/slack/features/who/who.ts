import type { DirectoryUser } from '../../../domain/directory/directory-user.ts';
import { isHelpDeskOn } from '../../../domain/organization/help-desk.ts';
import { say } from '../../../messages/say.ts';
import { COUNTED_MAX, listIssuedFor, type ShowWhoResult } from '../../../services/directory/show-who.ts';
import { describeHelpDesk } from '../../blocks/help-desk.ts';
import { context, type SlackMessage, section, sections } from '../../blocks/message.ts';
import { listNames, listRoles } from '../../blocks/people.ts';
import { buildRefusal } from '../../blocks/records.ts';

/** Who may do what. To people who are neither owner nor admin it says what they may, and names owners, and no one else. */
export function buildWho(result: ShowWhoResult): SlackMessage {
  if (result.kind === 'unknown') return buildRefusal(result.refusals, say('slack.who.unknown'));
  const { asker } = result;
  const text = say('slack.who.title');
  const role = say(`role.phrase.${asker.role}`);
  if (result.kind === 'member') {
    const { owners } = result;
    const ask =
      owners.length === 0
        ? say('slack.who.ask.no_owner')
        : say('slack.who.ask', { owners: listNames(owners) });
    return {
      text,
      blocks: [section(`*${text}*`), ...sections(...describeOwn(result, role)), section(ask)],
    };
  }
  const { policy, holders, groups } = result;
  const own = listIssuedFor(asker.role === 'owner' ? 'owner' : 'admin', policy);
  const you =
    own.length === 0
      ? say('slack.who.you.no_one', { role })
      : say('slack.who.you.issuer', { role, roles: listRoles(own) });
  return {
    text,
    blocks: [
      section(`*${text}*`),
      section(you),
      ...(['owner', 'admin'] as const).map((of) =>
        section(
          describeHolders(of, holders[of], listRoles(listIssuedFor(of, policy)) || say('slack.who.no_one')),
        ),
      ),
      ...sections(
        describeHolders('helpdesk', holders.helpdesk, ''),
        ...(isHelpDeskOn(policy.helpDesk) ? describeHelpDesk(policy.helpDesk, groups) : []),
        ...(policy.managerLane ? [say('slack.who.managers')] : []),
      ),
      context(say('slack.who.never')),
    ],
  };
}

/** What someone may do who is neither owner nor admin, or why they may not. */
function describeOwn(
  { asker, helpDesk, groups, managerLane }: Extract<ShowWhoResult, { kind: 'member' }>,
  role: string,
): string[] {
  if (asker.status !== 'confirmed') return [say('slack.who.you.inactive')];
  const manager = managerLane ? [say('slack.who.you.also_manager')] : [];
  if (helpDesk !== null && isHelpDeskOn(helpDesk))
    return [say('slack.who.you.help_desk', { role }), ...describeHelpDesk(helpDesk, groups), ...manager];
  if (helpDesk !== null) return [say('slack.who.you.help_desk_off', { role }), ...manager];
  return [managerLane ? say('slack.who.you.manager', { role }) : say('slack.who.you.other', { role })];
}

function describeHolders(
  role: 'owner' | 'admin' | 'helpdesk',
  people: readonly DirectoryUser[],
  roles: string,
): string {
  if (people.length === 0) return say('slack.who.none', { title: say(`role.${role}`) });
  const count =
    people.length > COUNTED_MAX ? say('slack.who.count.more', { count: COUNTED_MAX }) : String(people.length);
  return say(`slack.who.${role}`, { count, names: listNames(people), roles });
}
