import { EventEmitter } from 'node:events';
import type { TeamFixture, WorkspaceFixture } from '../workspace.ts';
import { Channels } from './channels.ts';
import { Faults } from './faults.ts';
import { TimestampSource } from './identifiers.ts';
import type { Installation, InstalledApp } from './installed-app.ts';
import { Messages } from './messages.ts';
import { People } from './people.ts';
import { TrafficRecord } from './record.ts';
import { ResponseUrls } from './response-urls.ts';
import { Triggers } from './triggers.ts';
import { Views } from './views.ts';

export const SLACKBOT_ID = 'USLACKBOT';

/** Everything one sandbox knows; nothing of it outlives the sandbox or is shared between two. */
export interface Platform {
  readonly now: () => number;
  readonly teams: ReadonlyMap<string, TeamFixture>;
  readonly people: People;
  readonly channels: Channels;
  readonly messages: Messages;
  readonly views: Views;
  readonly triggers: Triggers;
  readonly responseUrls: ResponseUrls;
  readonly faults: Faults;
  readonly record: TrafficRecord;
  readonly apps: readonly InstalledApp[];
  /** Emits `change` whenever somebody might see something new. */
  readonly changes: EventEmitter;
  readonly postsPerSecondLimited: boolean;
  /** Known once the server listens. */
  origin: string;
}

export interface PlatformOptions {
  readonly workspace: WorkspaceFixture;
  readonly apps: readonly InstalledApp[];
  readonly now: () => number;
  readonly postsPerSecondLimited: boolean;
}

export function createPlatform(options: PlatformOptions): Platform {
  const changes = new EventEmitter();
  changes.setMaxListeners(0);
  const announce = () => void changes.emit('change');
  const people = new People();
  const channels = new Channels();
  for (const person of options.workspace.people) people.add(person);
  for (const channel of options.workspace.channels) channels.add(channel);
  for (const app of options.apps) for (const each of app.installations) admitBot(app, each, people, channels);
  return {
    now: options.now,
    teams: new Map(options.workspace.teams.map((team) => [team.id, team])),
    people,
    channels,
    messages: new Messages(new TimestampSource(options.now), announce),
    views: new Views(announce),
    triggers: new Triggers(options.now),
    responseUrls: new ResponseUrls(options.now),
    faults: new Faults(),
    record: new TrafficRecord(),
    apps: options.apps,
    changes,
    postsPerSecondLimited: options.postsPerSecondLimited,
    origin: '',
  };
}

function admitBot(app: InstalledApp, installation: Installation, people: People, channels: Channels): void {
  people.add({
    id: installation.botUserId,
    teamId: installation.teamId,
    handle: app.manifest.botName.toLowerCase().replace(/[^a-z0-9._-]+/g, '_'),
    realName: app.manifest.botName,
    isBot: true,
  });
  for (const channel of channels.all()) {
    if (channel.withApps && channel.teamId === installation.teamId)
      channel.members.add(installation.botUserId);
  }
}

export function findTeam(platform: Platform, id: string): TeamFixture {
  const team = platform.teams.get(id);
  if (!team) throw new Error(`the workspace has no team ${id}`);
  return team;
}

export function appById(platform: Platform, id: string): InstalledApp {
  const app = platform.apps.find((candidate) => candidate.id === id);
  if (!app) throw new Error(`no app ${id} is installed`);
  return app;
}

export function installationFor(app: InstalledApp, teamId: string): Installation | undefined {
  return app.installations.find((installation) => installation.teamId === teamId);
}
