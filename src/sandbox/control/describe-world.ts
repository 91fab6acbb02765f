import type { JsonObject } from '../json.ts';
import { type Channel, canSee } from '../world/channels.ts';
import type { Platform } from '../world/platform.ts';

function describeChannel(channel: Channel): JsonObject {
  return { ...channel, members: [...channel.members] };
}

/** The cast and the stage, for whoever draws them; tokens and secrets stay inside. */
export function describeWorld(platform: Platform): JsonObject {
  return {
    teams: [...platform.teams.values()],
    people: platform.people.all(),
    channels: platform.channels.all().map(describeChannel),
    apps: platform.apps.map((app) => ({
      id: app.id,
      name: app.manifest.name,
      mode: app.mode,
      commands: app.manifest.commands,
      shortcuts: app.manifest.shortcuts,
      description: app.manifest.description,
      hasHomeTab: app.manifest.hasHomeTab,
      hasMessagesTab: app.manifest.hasMessagesTab,
      isMessagesTabReadOnly: app.manifest.isMessagesTabReadOnly,
      bots: app.installations.map(({ teamId, botUserId }) => ({ teamId, botUserId })),
    })),
  };
}

export function channelsSeenBy(platform: Platform, personId: string): JsonObject[] {
  const person = platform.people.getByIdOrHandle(personId);
  return platform.channels
    .all()
    .filter((channel) => canSee(channel, person.id, person.teamId))
    .map(describeChannel);
}
