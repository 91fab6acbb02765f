import type { PersonInfo, ShortcutInfo, World } from '../net/types.ts';
import type { MenuItem } from './menu.tsx';

/** The shortcuts of the apps in a person's team. */
export function listShortcuts(world: World, reader: PersonInfo, type: ShortcutInfo['type']): MenuItem[] {
  return world.apps
    .filter((app) => app.bots.some(({ teamId }) => teamId === reader.teamId))
    .flatMap((app) => app.shortcuts)
    .filter((shortcut) => shortcut.type === type)
    .map(({ name, callback_id: value }) => ({ value, label: name }));
}
