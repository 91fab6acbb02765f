import type { AckResult } from '../delivery/deliveries.ts';
import type { ShortcutDeclaration } from '../manifest.ts';
import type { InstalledApp } from '../world/installed-app.ts';
import { installationFor } from '../world/platform.ts';
import type { Actor } from './actor.ts';
import { messageShortcutPayload, shortcutPayload } from './payloads.ts';
import type { VisibleMessage } from './visible-message.ts';

interface Offered {
  readonly app: InstalledApp;
  readonly shortcut: ShortcutDeclaration;
}

/** By its name, as a person finds it, or its callback id. People from outside have their own team's shortcuts only. */
function getShortcut(actor: Actor, type: ShortcutDeclaration['type'], named: string): Offered {
  const { teamId } = actor.self();
  const all = actor.platform.apps
    .filter((app) => installationFor(app, teamId))
    .flatMap((app) => app.manifest.shortcuts.map((shortcut) => ({ app, shortcut })))
    .filter(({ shortcut }) => shortcut.type === type);
  const found = all.find(({ shortcut }) => shortcut.callback_id === named || shortcut.name === named);
  if (found) return found;
  const offered = all.map(({ shortcut }) => shortcut.name).join(', ') || 'none';
  throw new Error(`${actor.id} has no ${type} shortcut ${named}; there is: ${offered}`);
}

/** Chooses a shortcut from the menu that is everywhere in Slack. */
export async function useShortcut(actor: Actor, named: string): Promise<AckResult> {
  const { app, shortcut } = getShortcut(actor, 'global', named);
  return actor.interact(app, shortcutPayload(actor.sceneOf(app), shortcut.callback_id), false);
}

/** Chooses a shortcut from a message's menu. Slack offers none on what only one person sees. */
export async function useMessageShortcut(
  actor: Actor,
  { channel: channelId, ts }: VisibleMessage,
  named: string,
): Promise<AckResult> {
  const message = actor.platform.messages.find(channelId, ts);
  if (!message || message.isGone || message.ephemeralFor !== undefined)
    throw new Error(`there is no message ${ts} in ${channelId} that has shortcuts`);
  const { app, shortcut } = getShortcut(actor, 'message', named);
  const channel = actor.platform.channels.getByIdOrName(channelId);
  const payload = messageShortcutPayload(actor.sceneOf(app), shortcut.callback_id, channel, message);
  return actor.interact(app, payload, false);
}
