import type { World } from '../net/types.ts';
import { findPerson } from '../text/people.ts';
import { Icon } from './icons.tsx';

const HUES = 8;

function hueOf(world: World, id: string): number {
  return (
    Math.max(
      0,
      world.people.findIndex((person) => person.id === id),
    ) % HUES
  );
}

/** A picture made of initials: nothing is loaded from anywhere. */
export function Avatar({
  world,
  id,
  size = 'normal',
}: {
  readonly world: World;
  readonly id: string;
  readonly size?: 'normal' | 'small';
}) {
  const person = findPerson(world, id);
  const isApp = world.apps.some((app) => app.bots.some((bot) => bot.botUserId === id));
  const initials = (person?.realName ?? 'S')
    .split(' ')
    .map((word) => word.charAt(0))
    .slice(0, 2)
    .join('');
  return (
    <span
      className={`avatar avatar-${size} ${isApp ? 'avatar-app' : `hue-${hueOf(world, id)}`}`}
      aria-hidden="true"
    >
      {isApp ? <Icon name="key" /> : initials}
    </span>
  );
}
