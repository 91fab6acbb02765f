import { nextTick } from 'node:process';

/**
 * Resolves when everybody has gone on who can go on without waiting for the world. Not with the event loop's next turn: that begins
 * after sockets were broken and before the driver hears of it, and a command written then is never answered (see `lifeline.ts`).
 */
export function whenAllHaveAsked(): Promise<void> {
  // A tick that is asked for in a microtask comes when all microtasks are done.
  return Promise.resolve().then(() => new Promise((resolve) => nextTick(resolve)));
}
