import type { InteractionType } from '../coverage.ts';
import type { JsonObject } from '../json.ts';
import type { PersonFixture } from '../workspace.ts';
import type { Channel } from '../world/channels.ts';
import type { Installation, InstalledApp } from '../world/installed-app.ts';
import type { Message } from '../world/messages.ts';
import { findTeam, type Platform } from '../world/platform.ts';
import { presentMessage } from '../world/present-message.ts';
import { presentView, type View } from '../world/views.ts';

/** Who acts on which app, where it is installed. */
export interface Scene {
  readonly platform: Platform;
  readonly app: InstalledApp;
  readonly installation: Installation;
  readonly person: PersonFixture;
}

function channelName(channel: Channel): string {
  if (channel.kind === 'im') return 'directmessage';
  return channel.kind === 'private' ? 'privategroup' : channel.name;
}

function issueTrigger(scene: Scene, viewId?: string): string {
  return scene.platform.triggers.issue({
    appId: scene.app.id,
    userId: scene.person.id,
    teamId: scene.installation.teamId,
    viewId,
  });
}

function issueResponseUrl(
  scene: Scene,
  kind: 'commands' | 'actions',
  channelId: string,
  originalTs?: string,
): string {
  const { platform, app, installation, person } = scene;
  const target = { appId: app.id, teamId: installation.teamId, channelId, userId: person.id, originalTs };
  return `${platform.origin}${platform.responseUrls.issue(kind, target)}`;
}

/** The body of a slash command; every field is a string, as on the wire. */
export function slashCommandPayload(
  scene: Scene,
  channel: Channel,
  command: string,
  text: string,
): JsonObject {
  const { platform, app, installation, person } = scene;
  const team = findTeam(platform, installation.teamId);
  return {
    token: app.verificationToken,
    team_id: team.id,
    team_domain: team.domain,
    ...(team.enterpriseId === undefined
      ? {}
      : { enterprise_id: team.enterpriseId, enterprise_name: team.enterpriseName ?? '' }),
    channel_id: channel.id,
    channel_name: channelName(channel),
    user_id: person.id,
    user_name: person.handle,
    command,
    text,
    api_app_id: app.id,
    is_enterprise_install: 'false',
    response_url: issueResponseUrl(scene, 'commands', channel.id),
    trigger_id: issueTrigger(scene),
  };
}

function interactionHead(scene: Scene, type: InteractionType): JsonObject {
  const { platform, app, installation, person } = scene;
  const team = findTeam(platform, installation.teamId);
  const hasEnterprise = team.enterpriseId !== undefined;
  return {
    type,
    user: { id: person.id, username: person.handle, name: person.handle, team_id: person.teamId },
    api_app_id: app.id,
    token: app.verificationToken,
    team: {
      id: team.id,
      domain: team.domain,
      ...(hasEnterprise
        ? { enterprise_id: team.enterpriseId, enterprise_name: team.enterpriseName ?? '' }
        : {}),
    },
    enterprise: hasEnterprise ? { id: team.enterpriseId, name: team.enterpriseName ?? '' } : null,
    is_enterprise_install: false,
  };
}

/** A click in a message. Of an ephemeral Slack sends no `message`, only where it was. */
export function messageActionPayload(
  scene: Scene,
  channel: Channel,
  message: Message,
  action: JsonObject,
  values: JsonObject,
): JsonObject {
  const isEphemeral = message.ephemeralFor !== undefined;
  return {
    ...interactionHead(scene, 'block_actions'),
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: isEphemeral,
    },
    trigger_id: issueTrigger(scene),
    channel: { id: channel.id, name: channelName(channel) },
    ...(isEphemeral ? {} : { message: presentMessage(message) }),
    state: { values },
    response_url: issueResponseUrl(scene, 'actions', channel.id, message.ts),
    actions: [action],
  };
}

/** A shortcut from the menu that is everywhere: there is no channel, so no response URL either. */
export function shortcutPayload(scene: Scene, callbackId: string): JsonObject {
  return {
    ...interactionHead(scene, 'shortcut'),
    callback_id: callbackId,
    action_ts: (scene.platform.now() / 1000).toFixed(6),
    trigger_id: issueTrigger(scene),
  };
}

/** A shortcut from a message's menu. */
export function messageShortcutPayload(
  scene: Scene,
  callbackId: string,
  channel: Channel,
  message: Message,
): JsonObject {
  return {
    ...interactionHead(scene, 'message_action'),
    callback_id: callbackId,
    action_ts: (scene.platform.now() / 1000).toFixed(6),
    trigger_id: issueTrigger(scene),
    channel: { id: channel.id, name: channelName(channel) },
    message_ts: message.ts,
    message: presentMessage(message),
    response_url: issueResponseUrl(scene, 'actions', channel.id, message.ts),
  };
}

/** A click in a modal or in a home tab; there is no channel, so no response URL either. */
export function viewActionPayload(scene: Scene, view: View, action: JsonObject): JsonObject {
  return {
    ...interactionHead(scene, 'block_actions'),
    container: { type: 'view', view_id: view.id },
    trigger_id: issueTrigger(scene, view.id),
    view: presentView(view, scene.installation.botId),
    actions: [action],
  };
}

export function viewSubmissionPayload(scene: Scene, view: View): JsonObject {
  return {
    ...interactionHead(scene, 'view_submission'),
    trigger_id: issueTrigger(scene, view.id),
    view: presentView(view, scene.installation.botId),
    response_urls: [],
  };
}

export function viewClosedPayload(scene: Scene, view: View, isCleared: boolean): JsonObject {
  return {
    ...interactionHead(scene, 'view_closed'),
    view: presentView(view, scene.installation.botId),
    is_cleared: isCleared,
  };
}
