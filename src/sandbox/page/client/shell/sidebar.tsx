import type { Conversation } from '../net/types.ts';
import { nameOf, useSurroundings } from '../text/people.ts';
import { Avatar } from './avatar.tsx';
import { Icon } from './icons.tsx';

export interface SidebarProps {
  readonly conversations: readonly Conversation[];
  readonly current: string | undefined;
  readonly unread: ReadonlyMap<string, number>;
  readonly onPick: (id: string) => void;
}

/** The workspace's bar: who one is here, the channels, the apps and direct messages. */
export function Sidebar({ conversations, current, unread, onPick }: SidebarProps) {
  const { world, reader } = useSurroundings();
  const team = world.teams.find((each) => each.id === reader.teamId);
  const channels = conversations
    .filter((each) => each.kind !== 'im')
    .sort((a, b) => a.name.localeCompare(b.name));
  const apps = conversations.filter((each) => each.app !== undefined);
  const direct = conversations.filter((each) => each.kind === 'im' && each.app === undefined);
  const list = (title: string, items: readonly Conversation[]) =>
    items.length === 0 ? null : (
      <section>
        <h2>{title}</h2>
        <ul>
          {items.map((item) => (
            <li key={item.id}>
              <Entry
                {...{ item, onPick }}
                isCurrent={item.id === current}
                unread={unread.get(item.id) ?? 0}
              />
            </li>
          ))}
        </ul>
      </section>
    );
  return (
    <nav className="sidebar" aria-label={`Workspace of ${reader.realName}`}>
      <header>
        <span className="team-mark" aria-hidden="true">
          {team?.name.charAt(0)}
        </span>
        <span className="team-words">
          <strong>{team?.name}</strong>
          <small>{reader.realName}</small>
        </span>
        <Avatar world={world} id={reader.id} size="small" />
      </header>
      {list('Channels', channels)}
      {list('Direct messages', direct)}
      {list('Apps', apps)}
    </nav>
  );
}

function Entry({
  item,
  isCurrent,
  unread,
  onPick,
}: {
  readonly item: Conversation;
  readonly isCurrent: boolean;
  readonly unread: number;
  readonly onPick: (id: string) => void;
}) {
  const { world } = useSurroundings();
  const name = item.kind === 'im' ? nameOf(world, item.withUser ?? '') : item.name;
  return (
    <button
      type="button"
      className={['entry', isCurrent && 'entry-current', unread > 0 && 'entry-unread']
        .filter(Boolean)
        .join(' ')}
      aria-current={isCurrent ? 'page' : undefined}
      onClick={() => onPick(item.id)}
    >
      {item.kind === 'im' ? (
        <Avatar world={world} id={item.withUser ?? ''} size="small" />
      ) : (
        <Icon name={item.kind === 'private' ? 'lock' : 'hash'} />
      )}
      <span className="entry-name">{name}</span>
      {item.isShared && <span className="shared">shared</span>}
      {unread > 0 && (
        <span className="unread">
          {unread}
          <span className="visually-hidden"> unread</span>
        </span>
      )}
    </button>
  );
}
