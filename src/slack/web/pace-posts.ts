import type { Clock } from '../../ports/clock.ts';

/**
 * One post per second and channel (S8): waits until the channel's turn has come.
 * @returns to be called when Slack has answered. It counts from the arrival of a post, which we do not know, so a
 * slow one would be followed too closely if we counted from its sending.
 */
export type AwaitTurn = (channelId: string) => Promise<() => void>;

const INTERVAL_MS = 1000;
const CHANNELS_REMEMBERED = 10_000;

export function createPacer(clock: Clock, sleep: (ms: number) => Promise<void>): AwaitTurn {
  const nextTurns = new Map<string, number>();

  return async function awaitTurn(channelId) {
    const now = clock.now();
    const turn = Math.max(nextTurns.get(channelId) ?? 0, now);
    if (nextTurns.size >= CHANNELS_REMEMBERED) {
      for (const [channel, next] of nextTurns) if (next <= now) nextTurns.delete(channel);
    }
    nextTurns.set(channelId, turn + INTERVAL_MS);
    if (turn > now) await sleep(turn - now);
    return () => {
      const next = clock.now() + INTERVAL_MS;
      nextTurns.set(channelId, Math.max(nextTurns.get(channelId) ?? 0, next));
    };
  };
}
