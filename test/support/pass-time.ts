import { expect } from 'vitest';
import type { World } from './start-world.ts';

/**
 * Lets time pass in steps until something has happened. One leap would be a race: what the program is about to put off,
 * it would put off from after the leap.
 */
export async function passTimeUntil(
  world: Pick<World, 'clock'>,
  stepMs: number,
  hasHappened: () => boolean,
): Promise<void> {
  const look = (): boolean => {
    if (hasHappened()) return true;
    world.clock.advance(stepMs);
    return false;
  };
  await expect.poll(look, { timeout: 10_000, interval: 100 }).toBe(true);
}
