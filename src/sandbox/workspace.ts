/** The fixture from which a sandbox starts: teams, people and channels, as plain data. */

export interface TeamFixture {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly enterpriseId?: string;
  readonly enterpriseName?: string;
}

export interface PersonFixture {
  readonly id: string;
  readonly teamId: string;
  /** What people type after the @. */
  readonly handle: string;
  readonly realName: string;
  readonly email?: string;
  readonly tz?: string;
  readonly statusText?: string;
  readonly statusEmoji?: string;
  /** Seconds since the epoch; 0: it stays. */
  readonly statusExpiration?: number;
  /** As the person chose it in Slack's settings; left out, `en-US`. */
  readonly locale?: string;
  readonly isDeleted?: boolean;
  readonly isBot?: boolean;
  readonly isAdmin?: boolean;
  readonly isOwner?: boolean;
  readonly isPrimaryOwner?: boolean;
  readonly isRestricted?: boolean;
  readonly isUltraRestricted?: boolean;
  readonly isInvitedUser?: boolean;
  readonly isEmailConfirmed?: boolean;
  /** Left out, it is worked out as Slack does: of another team and in no channel the app can see. */
  readonly isStranger?: boolean;
}

export type ChannelKind = 'public' | 'private' | 'im';

export interface ChannelFixture {
  readonly id: string;
  readonly teamId: string;
  readonly name: string;
  readonly kind: ChannelKind;
  readonly members: readonly string[];
  /** Every installed app's bot is invited at the start. */
  readonly withApps?: boolean;
  readonly isExtShared?: boolean;
  readonly isPendingExtShared?: boolean;
  /** The other teams of a shared channel. */
  readonly sharedWith?: readonly string[];
}

export interface WorkspaceFixture {
  readonly teams: readonly TeamFixture[];
  readonly people: readonly PersonFixture[];
  readonly channels: readonly ChannelFixture[];
}

type NewTeam = Omit<TeamFixture, 'id' | 'domain'> & Partial<Pick<TeamFixture, 'domain'>>;
type NewPerson = Omit<PersonFixture, 'id' | 'teamId' | 'handle'> &
  Partial<Pick<PersonFixture, 'teamId' | 'handle'>>;
type NewChannel = Omit<ChannelFixture, 'id' | 'teamId' | 'kind' | 'members'> &
  Partial<Pick<ChannelFixture, 'teamId' | 'kind' | 'members'>>;

/** Builds a fixture step by step; people and channels go to the latest team unless they name one. */
export class WorkspaceBuilder {
  readonly #teams: TeamFixture[] = [];
  readonly #people: PersonFixture[] = [];
  readonly #channels: ChannelFixture[] = [];

  team(id: string, team: NewTeam): this {
    this.#teams.push({ domain: team.name.toLowerCase().replace(/[^a-z0-9]+/g, '-'), ...team, id });
    return this;
  }

  person(id: string, person: NewPerson): this {
    const handle = person.realName.toLowerCase().split(' ')[0] ?? id.toLowerCase();
    this.#people.push({ teamId: this.#latestTeamId(), handle, ...person, id });
    return this;
  }

  /** Without `members`, everybody of the team who is neither gone, a guest nor from outside is in. */
  channel(id: string, channel: NewChannel): this {
    const teamId = channel.teamId ?? this.#latestTeamId();
    const members = channel.members ?? this.#fullMembersOf(teamId);
    this.#channels.push({ kind: 'public', ...channel, teamId, members, id });
    return this;
  }

  build(): WorkspaceFixture {
    return { teams: [...this.#teams], people: [...this.#people], channels: [...this.#channels] };
  }

  #latestTeamId(): string {
    const team = this.#teams.at(-1);
    if (!team) throw new Error('declare a team before its people and channels');
    return team.id;
  }

  #fullMembersOf(teamId: string): string[] {
    return this.#people
      .filter((person) => person.teamId === teamId && !person.isDeleted)
      .filter((person) => !person.isUltraRestricted && !person.isRestricted)
      .map((person) => person.id);
  }
}

export function buildWorkspace(): WorkspaceBuilder {
  return new WorkspaceBuilder();
}
