import type { Person } from '../acting/person.ts';
import type { VisibleMessage } from '../acting/visible-message.ts';
import type { VisibleView } from '../acting/visible-view.ts';
import { type Channel, canSee } from '../world/channels.ts';
import { installationFor, type Platform } from '../world/platform.ts';

export interface Conversation {
  readonly id: string;
  readonly name: string;
  readonly kind: Channel['kind'];
  readonly isMember: boolean;
  readonly isShared: boolean;
  readonly memberCount: number;
  /** Of a direct message: the other one, and the app's place in the list if it is an app's bot. */
  readonly withUser: string | undefined;
  readonly app: number | undefined;
  readonly messages: readonly VisibleMessage[];
}

/** Everything one person's client shows, and nothing that only somebody else's does. */
export interface Screen {
  readonly person: string;
  readonly conversations: readonly Conversation[];
  readonly modal: VisibleView | null;
  readonly homes: readonly (VisibleView | null)[];
}

/** Every app of the person's team has a direct message with them, used or not. */
function openAppMessages(platform: Platform, person: Person, teamId: string): void {
  const { isDeleted, isBot } = platform.people.getByIdOrHandle(person.id);
  if (isDeleted || isBot) return;
  platform.apps.forEach((app, index) => {
    if (installationFor(app, teamId)) person.directChannel(index);
  });
}

export function describeScreen(platform: Platform, person: Person): Screen {
  const { id, teamId } = platform.people.getByIdOrHandle(person.id);
  openAppMessages(platform, person, teamId);
  const bots = platform.apps.map((app) => app.installations.map(({ botUserId }) => botUserId));
  const conversations = platform.channels
    .all()
    .filter((channel) => canSee(channel, id, teamId))
    .map((channel) => {
      const withUser = channel.kind === 'im' ? [...channel.members].find((each) => each !== id) : undefined;
      const app = bots.findIndex((ids) => withUser !== undefined && ids.includes(withUser));
      return {
        id: channel.id,
        name: channel.name,
        kind: channel.kind,
        isMember: channel.members.has(id),
        isShared: channel.isExtShared || channel.isPendingExtShared,
        memberCount: channel.members.size,
        withUser,
        app: app < 0 ? undefined : app,
        messages: person.visibleMessages(channel.id),
      };
    });
  return {
    person: id,
    conversations,
    modal: person.modal() ?? null,
    homes: platform.apps.map((_app, index) => person.home(index) ?? null),
  };
}
