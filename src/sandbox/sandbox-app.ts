import type { Deliveries } from './delivery/deliveries.ts';
import { assertLoopbackUrl } from './delivery/http-transport.ts';
import type { DisconnectReason } from './delivery/socket-transport.ts';
import { DEMO_TEAM_ID } from './demo-workspace.ts';
import { readManifest } from './manifest.ts';
import type { WorkspaceFixture } from './workspace.ts';
import { type AppSecrets, type DeliveryMode, type InstalledApp, installApp } from './world/installed-app.ts';
import type { Platform } from './world/platform.ts';

export interface SandboxAppOptions extends AppSecrets {
  /** The app manifest, as one would paste it into Slack. */
  readonly manifest: unknown;
  /** Default: what the manifest says. */
  readonly mode?: DeliveryMode;
  readonly requestUrl?: string;
  /** The teams into which it is installed; default the demo's Acme, or else the first team. */
  readonly teams?: readonly string[];
}

/** One installed app, from Slack's side. */
export interface SandboxApp {
  readonly id: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  readonly botUserId: string;
  readonly botId: string;
  botTokenIn(teamId: string): string;
  setRequestUrl(url: string): void;
  /** The open Socket Mode connections, oldest first. */
  connections(): string[];
  /** Sends `disconnect`, upon which clients connect anew. */
  requestReconnect(reason?: DisconnectReason): void;
  /** Cuts connections without a word. */
  dropConnections(connectionId?: string): void;
}

export function installFrom(options: SandboxAppOptions, workspace: WorkspaceFixture): InstalledApp {
  const manifest = readManifest(options.manifest);
  const firstTeam = workspace.teams.find((team) => team.id === DEMO_TEAM_ID) ?? workspace.teams[0];
  if (!firstTeam) throw new Error('a workspace needs a team');
  const mode = options.mode ?? (manifest.isSocketMode ? 'socket' : 'http');
  return installApp(manifest, mode, options.teams ?? [firstTeam.id], options);
}

export function describeApp(platform: Platform, deliveries: Deliveries, index: number): SandboxApp {
  const app = platform.apps[index];
  const [first] = app?.installations ?? [];
  if (!app || !first) throw new Error(`the sandbox has no app ${index}`);
  return {
    id: app.id,
    botToken: first.botToken,
    appToken: app.appToken,
    signingSecret: app.signingSecret,
    botUserId: first.botUserId,
    botId: first.botId,
    botTokenIn(teamId) {
      const installation = app.installations.find((each) => each.teamId === teamId);
      if (!installation) throw new Error(`app ${app.id} is not installed in ${teamId}`);
      return installation.botToken;
    },
    setRequestUrl(url) {
      assertLoopbackUrl(url);
      app.requestUrl = url;
    },
    connections: () => deliveries.socketOf(app).connectionIds,
    requestReconnect: (reason = 'refresh_requested') => deliveries.socketOf(app).requestReconnect(reason),
    dropConnections: (connectionId) => deliveries.socketOf(app).drop(connectionId),
  };
}
