import type { ChannelFixture, ChannelKind } from '../workspace.ts';
import { newId } from './identifiers.ts';

export interface Channel {
  readonly id: string;
  readonly teamId: string;
  readonly name: string;
  readonly kind: ChannelKind;
  readonly members: Set<string>;
  readonly withApps: boolean;
  readonly sharedWith: readonly string[];
  isExtShared: boolean;
  isPendingExtShared: boolean;
}

export class Channels {
  readonly #byId = new Map<string, Channel>();

  add(fixture: ChannelFixture): void {
    this.#byId.set(fixture.id, {
      id: fixture.id,
      teamId: fixture.teamId,
      name: fixture.name,
      kind: fixture.kind,
      members: new Set(fixture.members),
      withApps: fixture.withApps ?? false,
      sharedWith: fixture.sharedWith ?? [],
      isExtShared: fixture.isExtShared ?? false,
      isPendingExtShared: fixture.isPendingExtShared ?? false,
    });
  }

  find(id: string): Channel | undefined {
    return this.#byId.get(id);
  }

  /** For the person at the keyboard: an id (`CGENERAL`, `C_GENERAL`) or a name (`#general`). */
  getByIdOrName(idOrName: string): Channel {
    const channel =
      this.#byId.get(idOrName) ??
      this.#byId.get(idOrName.replaceAll('_', '')) ??
      this.all().find(
        (candidate) => candidate.kind !== 'im' && candidate.name === idOrName.replace(/^#/, ''),
      );
    if (!channel) throw new Error(`no channel in the sandbox is called ${idOrName}`);
    return channel;
  }

  findIm(one: string, other: string): Channel | undefined {
    return this.all().find(
      (channel) => channel.kind === 'im' && channel.members.has(one) && channel.members.has(other),
    );
  }

  openIm(teamId: string, one: string, other: string): { channel: Channel; wasOpen: boolean } {
    const existing = this.findIm(one, other);
    if (existing) return { channel: existing, wasOpen: true };
    const id = newId('D');
    this.add({ id, teamId, name: 'directmessage', kind: 'im', members: [one, other] });
    return { channel: this.getByIdOrName(id), wasOpen: false };
  }

  all(): Channel[] {
    return [...this.#byId.values()];
  }
}

export function isInTeam(channel: Channel, teamId: string): boolean {
  return channel.teamId === teamId || channel.sharedWith.includes(teamId);
}

/** Whether a member of `teamId` can look into the channel at all. */
export function canSee(channel: Channel, userId: string, teamId: string): boolean {
  if (channel.members.has(userId)) return true;
  return channel.kind === 'public' && isInTeam(channel, teamId);
}
