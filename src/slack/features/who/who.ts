import type { DirectoryUser } from '../../../domain/directory/directory-user.ts';
import { say } from '../../../messages/say.ts';
import { COUNTED_MAX, listIssuedFor, type ShowWhoResult } from '../../../services/directory/show-who.ts';
import { context, type SlackMessage, section } from '../../blocks/message.ts';
import { listNames, listRoles } from '../../blocks/people.ts';
import { buildRefusal } from '../../blocks/records.ts';

/** Who may do what. To people who may not issue codes it names owners, and no one else. */
export function buildWho(result: ShowWhoResult): SlackMessage {
  if (result.kind === 'unknown') return buildRefusal(result.refusals, say('slack.who.unknown'));
  const { asker } = result;
  const text = say('slack.who.title');
  const role = say(`role.phrase.${asker.role}`);
  if (result.kind === 'member') {
    const { owners } = result;
    const you =
      asker.status === 'confirmed' ? say('slack.who.you.other', { role }) : say('slack.who.you.inactive');
    const ask =
      owners.length === 0
        ? say('slack.who.ask.no_owner')
        : say('slack.who.ask', { owners: listNames(owners) });
    return { text, blocks: [section(`*${text}*`), section(you), section(ask)] };
  }
  const { policy, holders } = result;
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
      section(describeHolders('helpdesk', holders.helpdesk, '')),
      context(say('slack.who.never')),
    ],
  };
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
